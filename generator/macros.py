"""Macros for hand-written pages: the framework's words, quoted from the data.

A page opts in with `render_macros: true`. Creates no pages and checks no links.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from os.path import relpath
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import TemplateSyntaxError
from mkdocs_macros.errors import format_error

from generator.checks import reading
from generator.errors import FrameworkError, Location, Problem, near_match
from generator.model.framework import Framework
from generator.model.sheet_kinds import BY_PLACE
from generator.permalinks.places import GLOSSARY, Permalinks, Place, source_of
from generator.web.audit import read
from generator.web.page import fragment
from generator.web.template_cache import keep_unnamed
from generator.web.templates import language_attributes, markdown_text

LINKED = ("section", "question", "resource", "framework", "session plan")
"""The kinds of places that have a page or an anchor."""

SHEETS = tuple(BY_PLACE)
"""The kinds of places of which there is a sheet."""

WORDS = ("introduction", "new_partnerships", "established_partnerships", "credit")


_takes_mistakes: dict[str, Callable[[Problem], None]] = {}
"""What takes the mistakes of the running build, for `_say`, to which mkdocs-macros gives only the
error, the text and the page."""


def define_env(env: Any) -> None:
    """Called by mkdocs-macros, once a build, after the data is read."""
    plugin = env.conf.plugins["partnering"]
    site = plugin.site
    report = _takes_mistakes["now"] = plugin.mistakes.append
    quotes = Quotes(site.framework, site.links, lambda: env.page, report, site.readability)
    for name in ("question", "questions", "card", "resource", "embed", "link", "sheet", "words"):
        env.macro(getattr(quotes, name), name)
    for name in ("count", "path", "rights", "reading_ages", "audit"):
        env.macro(getattr(quotes, name), name)


def on_pre_page_macros(env: Any) -> None:
    """Called by mkdocs-macros before each page: what Jinja compiles is kept."""
    if "compile" not in vars(env.env):  # not yet
        keep_unnamed(env.env, env.conf.plugins["partnering"].site.store)


class Quotes:
    """The macros of one build.

    `page` gives the page that is being rendered; `report` takes each mistake. `measured` is how
    hard this toolkit's own words are to read, by page.
    """

    def __init__(
        self,
        framework: Framework,
        links: Permalinks,
        page: Callable[[], Any],
        report: Callable[[Problem], None],
        measured: Mapping[str, reading.OnPage] = MappingProxyType({}),
    ) -> None:
        self._framework = framework
        self._links = links
        self._page = page
        self._report = report
        self._measured = measured

    def question(self, name: str) -> str:
        """A block that quotes one question, with its number and a link."""
        return self._of_question("macro-question.html", name)

    def card(self, name: str) -> str:
        """A block that shows one question as a card, to read, copy and print."""
        return self._of_question("macro-card.html", name)

    def embed(self, name: str) -> str:
        """A block with a question as other sites show it in a frame, and the HTML for that."""
        return self._of_question("macro-embed.html", name)

    def questions(self, name: str) -> str:
        """A block that lists the questions of one section."""
        if not self._known(name, "section"):
            return ""
        section = next(item for item in self._framework.sections if item.id == name)
        return self._block("macro-questions.html", section=section)

    def resource(self, name: str) -> str:
        """A block with the card of one resource."""
        if not self._known(name, "resource"):
            return ""
        return self._block("macro-resource.html", resource=self._framework.resource(name))

    def link(self, name: str, words: str = "") -> str:
        """A link to anything that has an id, in `words` or its own."""
        if not (place := self._known(name, *LINKED)):
            return ""
        own = f"{place.number} {place.name}" if place.number else place.name
        ours = words or place.kind == "session plan"
        language = "" if ours else language_attributes(self._framework.about)
        attributes = f"{{{language} }}" if language else ""
        return f"[{markdown_text(words or own)}]({place.markdown}){attributes}"

    def sheet(self, name: str, words: str = "", large: bool = False) -> str:
        """A link to the printable sheet of a section, a resource or the whole framework."""
        if not (place := self._known(name, *SHEETS)):
            return ""
        kind = "large print" if large else "clear print"
        own = f"the sheet for {f'{place.number} ' if place.number else ''}{place.name}, {kind}"
        target = f"/{self._links.sheet(name, large=large)}index.html"
        return f"[{markdown_text(words or own)}]({target})"

    def words(self, name: str) -> str:
        """A block that quotes the framework about itself: one of `WORDS`."""
        if name not in WORDS:
            self._mistake(name, f"the framework has no words '{name}'", near_match(name, WORDS))
            return ""
        return self._block("macro-words.html", text=getattr(self._framework.about, name))

    def count(self, name: str) -> int:
        """How many sections, questions or resources there are."""
        counted = ("sections", "questions", "resources")
        if name not in counted:
            self._mistake(name, f"'{name}' is not counted", near_match(name, counted))
            return 0
        return len(getattr(self._framework, name))

    def path(self) -> str:
        """A block that shows the sections as a row of tiles."""
        return self._block("macro-path.html")

    def rights(self) -> str:
        """A block that says who owns which words, and on what terms."""
        return self._block("macro-rights.html")

    def reading_ages(self) -> str:
        """A table of all pages: how many of our own words, and for which reading age."""
        rows = ["| Page | Words | Reading age |", "| --- | --- | --- |"]
        short = (
            f"All pages with fewer than {reading.MIN_PAGE_WORDS} of our own words, taken together"
        )
        for page, (title, measured) in self._measured.items():
            name = markdown_text(title or page)
            if place := self._links.places.get(page):
                link = f"[{markdown_text(place.name)}]({place.markdown})"
            elif page == "glossary":
                link = f"[Words explained](/{source_of(GLOSSARY)})"
            else:
                link = f"[{name}](/{page})" if page else short
            rows.append(f"| {link} | {measured.words} | {measured.age} |")
        # HTML has no `align` any more, and the policy refuses styles: so a class sets the figures.
        return "\n".join(
            ['<div class="figures" data-search-exclude markdown>', "", *rows, "", "</div>"]
        )

    def audit(self, file: str) -> str:
        """A block with the results of the last audit, from a JSON file beside the page."""
        page = self._page().file
        try:
            return self._block(
                "macro-audit.html", audit=read(Path(page.abs_src_path).parent / file)
            )
        except FrameworkError as error:
            for problem in error.problems:
                self._report(problem)
            return ""

    def _of_question(self, template: str, name: str) -> str:
        if not self._known(name, "question"):
            return ""
        return self._block(template, numbered=self._framework.questions_by_id[name])

    def _block(self, template: str, **more: Any) -> str:
        page = self._page().url
        return fragment(template, self._framework, self._links, page, **more)

    def _known(self, name: str, *kinds: str) -> Place | None:
        """The place of an id of one of `kinds`, else a mistake."""
        place = self._links.places.get(name)
        if place and place.kind in kinds:
            return place
        known = [p.id for p in self._links.places.values() if p.kind in kinds]
        *most, last = kinds
        what = f"{', '.join(most)} or {last}" if most else last
        self._mistake(name, f"there is no {what} '{name}'", near_match(name, known))
        return None

    def _mistake(self, name: str, wrong: str, right: str) -> None:
        quoted = rf"""(?<=['"]){re.escape(name)}(?=['"])"""
        self._report(Problem(_location(self._page(), _template_line(), quoted), wrong, right))


def _template_line() -> int:
    """The line of the page's text, after its front matter, on which the running macro stands."""
    for frame, line in traceback.walk_stack(None):
        if template := frame.f_globals.get("__jinja_template__"):
            return int(template.get_corresponding_lineno(line))
    return 1


def _location(page: Any, line: int, pattern: str) -> Location:
    """Where `pattern` matches on `line` of a page's text, in the file with its front matter."""
    file = Path(page.file.abs_src_path)
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    body = page.markdown.splitlines()
    line += len(lines) - len(body)
    found = re.search(pattern, lines[line - 1]) if line <= len(lines) else None
    return Location(Path(relpath(file)).as_posix(), line, found.start() + 1 if found else 1)


@format_error.register(Exception)
@format_error.register(TemplateSyntaxError)
def _say(error: Exception, markdown: str, page: Any) -> str:
    """Called by mkdocs-macros when a page cannot be rendered: it is told with all others."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    in_page = (frame.lineno or 1 for frame in frames if frame.filename == "<template>")
    line: int = getattr(error, "lineno", None) or next(in_page, 1)
    place = _location(page, line, "{[{%]")
    right = "see CONTRIBUTING for the macros and how each is called"
    _takes_mistakes["now"](Problem(place, str(error), right))
    return ""
