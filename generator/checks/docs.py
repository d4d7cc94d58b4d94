"""Read the hand-written pages of the site once, and check what only they can get wrong.

Takes the page files that MkDocs names and gives their text, with a problem for each faulty front
matter, unrendered macro, reserved id, and content that the security policy blocks. Knows nothing of
MkDocs itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.errors import Location, Problem, said_by_system, shown_path
from generator.permalinks.places import EVERY_PAGE
from generator.web.policy import Violation, violations_in_page, violations_in_style


class Doc(NamedTuple):
    """A hand-written page: its path below `docs_dir`, its file as messages name it, its text."""

    path: str
    shown: str
    text: str


class Docs(NamedTuple):
    """The hand-written pages of the site, sorted by path, and a problem for each unreadable one."""

    pages: tuple[Doc, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(files: Mapping[str, Path]) -> Docs:
    """Read the pages in `files`, a mapping from each path below `docs_dir` to its file.

    Raise nothing: a page that cannot be opened or is not UTF-8 is among the `problems` of the
    result.
    """
    pages, problems = [], []
    for path, file in sorted(files.items()):
        shown = shown_path(file)
        try:
            data = file.read_bytes()
        except OSError as error:
            reason = said_by_system(error).rpartition(": ")[2]
            wrong = f"the page cannot be read ({reason})"
            problems.append(Problem(Location(shown), wrong, "make it a readable file"))
            continue
        try:
            pages.append(Doc(path, shown, _normalise_newlines(data.decode("utf-8-sig"))))
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8-sig", "replace")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            location = Location(shown, line, column)
            problems.append(Problem(location, "the page is not UTF-8 text", "save it as UTF-8"))
    return Docs(tuple(pages), tuple(problems))


def locate(doc: Doc, text: str, start: int = 0) -> Location:
    """Return the location of `text` in a page, searched from index `start`, or else of `start`."""
    position = max(doc.text.find(text, start), start)
    return Location(
        doc.shown,
        doc.text.count("\n", 0, position) + 1,
        position - doc.text.rfind("\n", 0, position),
    )


def front_matter_problems(doc: Doc, text: str, meta: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a problem for each part of a page's front matter that MkDocs or the theme cannot use.

    `text` is the page as MkDocs passes it on, and `meta` the front matter that MkDocs read.
    """
    if not meta and re.match(r"---\n(?:#.*\n)*[\w-]+:", text):
        wrong = "the front matter cannot be read, and would be shown as text"
        yield Problem(
            Location(doc.shown), wrong, "write 'key: value', with quotes around any colon"
        )
    if "template" in meta:
        wrong = "'template' changes the page to one that this toolkit does not know"
        yield Problem(locate(doc, "template:"), wrong, "delete it")
    for key, types, right in _FRONT_MATTER_TYPES:
        if not isinstance(meta.get(key), types | None):
            yield Problem(locate(doc, f"{key}:"), f"'{key}' holds something else", right)


_FRONT_MATTER_TYPES = (
    ("search", dict, "write 'search: {exclude: true}', or delete it"),
    ("tags", list, "write 'tags: [one, two]', or delete it"),
    ("title", str | int | float | date, "write words"),
    ("description", str | int | float | date, "write a sentence, in quotes where it has a colon"),
)
"""Keys of a front matter, the type of the value of each, and advice."""


def refused_by_policy(doc: Doc, html: str) -> Iterator[Problem]:
    """Yield a problem for each part of a page's `html` that the content security policy blocks."""
    yield from _policy_problems(doc, violations_in_page(html))


def styles_refused_by_policy(files: Mapping[str, Path]) -> Iterator[Problem]:
    """Yield a problem for each part of the style sheets in `files` that the policy blocks.

    `files` maps each path below `docs_dir` to its file; other files than style sheets are skipped.
    """
    for path, file in files.items():
        if path.endswith(".css"):
            doc = Doc(
                path, shown_path(file), _normalise_newlines(file.read_text("utf-8-sig", "replace"))
            )
            yield from _policy_problems(doc, violations_in_style(doc.text))


def reserved_ids(doc: Doc, ids: Iterable[str], titles: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each of the page's `ids` that the theme already uses on every page.

    `titles` has the text of each heading by its id.
    """
    for name in sorted(EVERY_PAGE & {*ids}):
        title = re.escape(titles.get(name, name))
        pattern = rf"^ {{0,3}}(?:#+ +{title}.*$|{title} *\n[=-]+ *$)"
        heading = re.search(pattern, doc.text, re.MULTILINE)
        yield Problem(
            locate(doc, heading[0] if heading else name),
            f"the id '{name}' that this gets is one that every page has already",
            "use other words, or give it another id, as in '## Words {#other-words}'",
        )


def unrendered_macros(
    doc: Doc, text: str, wants_macros: object, macros_enabled: bool
) -> Iterator[Problem]:
    """Yield a problem for a page whose `{{` would be published as it stands.

    `text` is the page without its front matter, and `wants_macros` the value of `render_macros` in
    that, or None.
    """
    if "{{" not in text or wants_macros is False or (macros_enabled and wants_macros is not None):
        return
    wrong = "the page holds '{{' but does not ask for macros"
    right = "add 'render_macros: true' to its front matter (false, where braces are meant)"
    if not macros_enabled:
        wrong = "the page holds '{{', and 'macros' is not among the plugins in mkdocs.yml"
        right = "add it there, or 'render_macros: false' to the page's front matter"
    yield Problem(locate(doc, "{{", max(len(doc.text) - len(text), 0)), wrong, right)


def _policy_problems(doc: Doc, found: Iterable[Violation]) -> Iterator[Problem]:
    for text, wrong, right in found:
        yield Problem(locate(doc, text), wrong, right)


def _normalise_newlines(text: str) -> str:
    r"""Return `text` with `\n` as its only line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
