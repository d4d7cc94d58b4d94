"""Extract prose and links from hand-written Markdown.

The only module that imports the Markdown parser. Takes the text of a page and yields plain text or
addresses with their positions; the rules about them are elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.system.results import kept

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)
_MACRO = re.compile(r"""\{\{(?:[^}"]|"[^"]*")*?(?:,\s*"([^"]*)")?[^}"]*\}\}""")
_MARKUP_LINES = re.compile(r"^\{[^}]*\}$|^!!!.*$|^</?div.*$", re.MULTILINE)
_ATTRIBUTE = r"""(?:[#.][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[\w-]+))"""
_ATTRIBUTE_LIST = re.compile(rf"\s*\{{:?\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*\}}")
_HREF = re.compile(r"""\shref=["']([^"']+)""", re.IGNORECASE)


@cache
def _passage_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # not before a page is parsed: it takes long to load

    return MarkdownIt("commonmark").enable("table").disable("code")


@cache
def _link_parser() -> MarkdownIt:
    """A parser that keeps the address of each link as it is written, and accepts any."""
    from markdown_it import MarkdownIt

    class Verbatim(MarkdownIt):
        def normalizeLink(self, url: str) -> str:  # noqa: N802  # a name of the parser's
            return url

        def validateLink(self, url: str) -> bool:  # noqa: N802
            return True

    return Verbatim("commonmark").enable("table").disable(["code", "html_block"])


class TextBlock(NamedTuple):
    """The text of a paragraph, list item, table cell or heading, with its line number from 1."""

    line: int
    words: str
    is_title: bool


def passages(text: str) -> Iterator[TextBlock]:
    """Yield each block of prose in a page, without code, quotations, macros and markup.

    The string that a macro is given is kept in its place.
    """
    yield from starmap(TextBlock, _passages(text))


@kept
def _passages(text: str) -> list[TextBlock]:
    return list(_text_blocks(text))


def _text_blocks(text: str) -> Iterator[TextBlock]:
    text = _MARKUP_LINES.sub(
        "", _MACRO.sub(lambda macro: macro[1] or "", _without_front_matter(text))
    )
    quoted, kind = 0, ""
    for token in _passage_parser().parse(text):
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type in {"heading_open", "th_open", "td_open", "paragraph_open"}:
            kind = token.type
        if token.type == "inline" and not quoted and (words := _plain_text(token)):
            line = (token.map or [0])[0] + 1
            yield TextBlock(line, words, kind in {"heading_open", "th_open"})


def links(text: str) -> Iterator[tuple[str, int]]:
    """Yield the address of each link in a page, and its index in `text`.

    Images and whatever is shown as code are left out.
    """
    yield from map(tuple, _links(text))


@kept
def _links(text: str) -> list[tuple[str, int]]:
    return list(_links_in(text))


def _links_in(text: str) -> Iterator[tuple[str, int]]:
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    env: dict[str, Any] = {}
    tokens = _link_parser().parse(_without_front_matter(text), env)
    defined = {it["href"]: starts[it["map"][0]] for it in env.get("references", {}).values()}
    for address, start in defined.items():
        yield address, max(text.find(address, start), start)
    for token in tokens:
        start, end = (starts[line] for line in token.map or (0, 0))
        for address in _link_addresses(token):
            position = text.find(address, start, end)
            if position >= 0 or address not in defined:
                yield address, max(position, start)
                start = max(position, start) + 1


def _without_front_matter(text: str) -> str:
    """Blank out the front matter of a page, so that all lines keep their numbers."""
    return _FRONT_MATTER.sub(lambda front: "\n" * front[0].count("\n"), text)


def _link_addresses(token: Token) -> Iterator[str]:
    for part in token.children or ():
        if part.type == "link_open":
            yield str(part.attrs["href"])
        elif part.type == "html_inline":
            yield from _HREF.findall(part.content)


def _plain_text(inline: Token) -> str:
    """Return the text of an inline token, without code and markup."""
    parts = (part for part in inline.children or () if part.type in {"text", "softbreak"})
    words = (" " if part.type == "softbreak" else part.content for part in parts)
    return " ".join(_ATTRIBUTE_LIST.sub("", "".join(words)).split())
