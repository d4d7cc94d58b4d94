"""The hand-written pages of the site, each read once; every rule about them works on what is here.

Which pages there are is MkDocs' to say: so what it leaves out is not read. Knows nothing of MkDocs.
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
    """A page: its path below the folder of pages, its file as messages show it, and its text."""

    path: str
    shown: str
    text: str


class Docs(NamedTuple):
    """Every page of the site in the order of their paths, and what cannot be read of them."""

    pages: tuple[Doc, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(files: Mapping[str, Path]) -> Docs:
    """Read `files`, each known by its path below the folder of pages.

    Raises nothing: a page that is not UTF-8 text, or cannot be opened, is among the problems.
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
            pages.append(Doc(path, shown, _as_lines(data.decode("utf-8-sig"))))
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8-sig", "replace")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            place = Location(shown, line, column)
            problems.append(Problem(place, "the page is not UTF-8 text", "save it as UTF-8"))
    return Docs(tuple(pages), tuple(problems))


def place(doc: Doc, text: str, start: int = 0) -> Location:
    """Where `text` first stands in a page, from the letter `start`; the first where it does not."""
    at = max(doc.text.find(text, start), start)
    return Location(doc.shown, doc.text.count("\n", 0, at) + 1, at - doc.text.rfind("\n", 0, at))


def front_matter(doc: Doc, text: str, meta: Mapping[str, object]) -> Iterator[Problem]:
    """What MkDocs or the theme cannot use of the front matter of a page.

    `text` is the page as MkDocs took it, and `meta` what it read in the front matter.
    """
    if not meta and re.match(r"---\n(?:#.*\n)*[\w-]+:", text):
        wrong = "the front matter cannot be read, and would be shown as text"
        yield Problem(
            Location(doc.shown), wrong, "write 'key: value', with quotes around any colon"
        )
    if "template" in meta:
        wrong = "'template' changes the page to one that this toolkit does not know"
        yield Problem(place(doc, "template:"), wrong, "delete it")
    for key, kinds, right in _KINDS:
        if not isinstance(meta.get(key), kinds | None):
            yield Problem(place(doc, f"{key}:"), f"'{key}' holds something else", right)


_KINDS = (
    ("search", dict, "write 'search: {exclude: true}', or delete it"),
    ("tags", list, "write 'tags: [one, two]', or delete it"),
    ("title", str | int | float | date, "write words"),
    ("description", str | int | float | date, "write a sentence, in quotes where it has a colon"),
)
"""What some keys of a front matter hold, and an example."""


def refused(doc: Doc, html: str) -> Iterator[Problem]:
    """What a page, rendered as `html`, asks for and the site's policy keeps from its readers."""
    yield from _placed(doc, violations_in_page(html))


def refused_in_styles(files: Mapping[str, Path]) -> Iterator[Problem]:
    """The same of the styles among `files`, each known by its path."""
    for path, file in files.items():
        if path.endswith(".css"):
            doc = Doc(path, shown_path(file), _as_lines(file.read_text("utf-8-sig", "replace")))
            yield from _placed(doc, violations_in_style(doc.text))


def with_taken_ids(doc: Doc, ids: Iterable[str], titles: Mapping[str, str]) -> Iterator[Problem]:
    """Ids in a page that every page has already. `titles` has the words of headings by their id."""
    for name in sorted(EVERY_PAGE & {*ids}):
        title = re.escape(titles.get(name, name))
        pattern = rf"^ {{0,3}}(?:#+ +{title}.*$|{title} *\n[=-]+ *$)"
        heading = re.search(pattern, doc.text, re.MULTILINE)
        yield Problem(
            place(doc, heading[0] if heading else name),
            f"the id '{name}' that this gets is one that every page has already",
            "use other words, or give it another id, as in '## Words {#other-words}'",
        )


def without_macros(doc: Doc, text: str, asks: object, can: bool) -> Iterator[Problem]:
    """A page that would be published with its braces.

    `text` is that after the front matter, `asks` what this says of macros, and `can` whether there
    are any.
    """
    if "{{" not in text or asks is False or (can and asks is not None):
        return
    wrong = "the page holds '{{' but does not ask for macros"
    right = "add 'render_macros: true' to its front matter (false, where braces are meant)"
    if not can:
        wrong = "the page holds '{{', and 'macros' is not among the plugins in mkdocs.yml"
        right = "add it there, or 'render_macros: false' to the page's front matter"
    yield Problem(place(doc, "{{", max(len(doc.text) - len(text), 0)), wrong, right)


def _placed(doc: Doc, found: Iterable[Violation]) -> Iterator[Problem]:
    for text, wrong, right in found:
        yield Problem(place(doc, text), wrong, right)


def _as_lines(text: str) -> str:
    """A text with one way to end a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
