"""Sheets as HTML pages to print from a browser, which need no JavaScript.

Takes a `PlainSheet`; returns a `Page` in clear print and one in large print, each divided into
printed pages. Must not know what a sheet of any kind contains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import accumulate, chain
from types import MappingProxyType
from typing import assert_never

from markupsafe import Markup

from generator.drawing import fonts
from generator.model.framework import Framework
from generator.permalinks.places import Permalinks
from generator.sheets.blocks import (
    Agenda,
    Ask,
    Block,
    Close,
    Facts,
    FillGrid,
    FillTable,
    Items,
    Lead,
    Part,
    Picture,
    PrintList,
    Sheet,
    Steps,
    Ways,
    Words,
    page_range,
)
from generator.sheets.plain import PlainSheet, digest_of
from generator.sheets.shelf import Download
from generator.system.cache import as_bytes
from generator.system.results import result_of
from generator.web.page import Page, fragment
from generator.web.page_flow import paginate
from generator.web.page_ruler import CLEAR, LARGE, Notes, Piece, Ruler
from generator.web.templates import environment, language_attributes


def render(
    framework: Framework,
    links: Permalinks,
    sheet: Sheet,
    words: PlainSheet,
    files: Mapping[str, Mapping[str, Download]] = MappingProxyType({}),
    digest: str = "",
) -> Iterator[Page]:
    """Yield the HTML pages of a sheet: in clear print, then in large print.

    `words` is the text of the sheet, `digest` what `digest_of` returns for it (which is called
    where it is left out). `files` are its downloads, by format and by paper size.
    """
    parent = "worksheets/"
    if sheet.kind.record_kind == "session plan" or not sheet.kind.has_own_id:
        parent = links[sheet.id.removesuffix(sheet.kind.ending)].page
    for large in (False, True):
        path = links.sheet(sheet.id, large=large)
        make = partial(_html, framework, links, path, sheet, words, files, parent, large, digest)
        yield Page(f"{path}index.html", make)


def _html(
    framework: Framework,
    links: Permalinks,
    path: str,
    sheet: Sheet,
    words: PlainSheet,
    files: Mapping[str, Mapping[str, Download]],
    parent: str,
    large: bool,
    digest: str,
) -> str:
    """Return the HTML of the page at `path`."""
    own_language = str(language_attributes(framework.about))
    foot_lines, leaves = result_of(
        "leaves",
        as_bytes((large, own_language, fonts.given().digest, digest or digest_of(words))),
        partial(_leaves, words, large, own_language),
    )
    content = fragment(
        "sheet.html",
        framework,
        links,
        path,
        sheet=sheet,
        words=words,
        files=files,
        back=parent,
        kind=sheet.kind.label,
        large=large,
        foot_lines=foot_lines,
        leaves=Markup(leaves),
    )
    return content + "\n"


def _leaves(words: PlainSheet, large: bool, own_language: str) -> tuple[int, str]:
    """Return how many lines the footer of the first page has, and the printed pages as HTML.

    `own_language` are the attributes of an element with the framework's own words.
    """
    ruler = Ruler(LARGE if large else CLEAR, words)
    pages = _pages_of_parts(ruler)
    begins = [*accumulate(map(len, pages), initial=1)]
    template = environment().get_template("sheet-leaves.html")
    return ruler.first_lines, template.render(
        words=words,
        large=large,
        own_language=Markup(own_language),
        parts_in_pages=[*zip(words.parts, pages, strict=True)],
        foot_lines=(ruler.first_lines, ruler.foot_lines),
        count=begins[-1] - 1,
        pages_of=partial(page_range, begins=begins),
        kind_of=_block_type,
    )


def _pages_of_parts(ruler: Ruler) -> list[list[list[Piece]]]:
    """Return the pages of each part of a sheet."""
    parts = ruler.sheet.parts
    first, last = parts[0], parts[-1]
    return [
        split_part(part, ruler, begins=part is first, ends=bool(part.rights) or part is last)
        for part in parts
    ]


def split_part(
    part: Part, ruler: Ruler, *, begins: bool = True, ends: bool = True
) -> list[list[Piece]]:
    """Return the pieces of blocks on each page of a part, which is to be written on or read.

    `begins` is whether it is the first of its sheet, `ends` whether it is the last.
    """
    if not part.blanks:
        return paginate(part, ruler, begins=begins, ends=ends)
    pieces = chain.from_iterable(
        ruler.table(block) if isinstance(block, FillTable) else _rows_of(block)
        for block in part.blocks
    )
    return list(fill_pages(pieces, large=ruler.print is LARGE))


def fill_pages(pieces: Iterable[Piece], *, large: bool) -> Iterator[list[Piece]]:
    """Yield the blocks of a part to write on, page by page, by the fraction of a page each needs.

    A browser breaks what is taller than a page; space that is left on a page goes to its questions.
    If the first block does not fit below the heading, the first page is for notes.
    """
    page: list[Piece] = []
    used = 0.35  # the heading, as a fraction of a page
    whole: list[Piece] = []  # what stays on one page: a piece, with the lead above it
    for piece in pieces:
        whole.append(piece)
        if isinstance(piece.block, Lead):
            continue
        needed = sum(_page_fraction(it, large) for it in whole)
        if used + needed > 1 and (page or used):
            yield page or [Piece(Notes())]
            page, used = [], 0.0
        page += whole
        used += needed
        whole = []
    yield page


def _rows_of(block: Block) -> Iterator[Piece]:
    """Yield a block, or each row of its writing spaces if they are side by side."""
    if not isinstance(block, Ask) or block.across == 1:
        yield Piece(block)
        return
    count = len(block.spaces)
    for at in range(0, count, block.across):
        end = at + block.across
        row = replace(block, spaces=block.spaces[at:end])
        yield Piece(row, at, goes_on=at > 0, ends=end >= count)


def _page_fraction(piece: Piece, large: bool) -> float:
    """Return roughly what fraction of a page a block needs, from 0 to 1."""
    match block := piece.block:
        case Ask():
            return _page_fraction_of_ask(block, large)
        case FillTable() if piece.goes_on or not piece.ends:
            return 1.0
        case FillTable(rows=rows, tall=tall):
            return min(1.0, 0.1 + len(rows) * (0.1 if tall else 0.06))
        case FillGrid():
            return 0.65
        case Picture(blank=True):
            return 0.85 if large else 0.7
        case Close():
            return 0.65 if large else 0.6
        case Lead():
            return 0.16 if large else 0.12
        case Facts(pairs=pairs):
            return len(pairs) * (0.09 if large else 0.04)
        case (
            Words() | Items() | Steps() | Agenda() | Ways() | Picture() | PrintList()
            | Notes()
        ):  # fmt: skip
            return 0.0
        case _:
            assert_never(block)


def _page_fraction_of_ask(ask: Ask, large: bool) -> float:
    if ask.short:
        return 0.25 if large else 0.19
    if ask.across == 2:
        clear, larger = (0.28, 0.5) if ask.own_words else (0.23, 0.38)
        return larger if large else clear
    if len(ask.spaces) > 1:
        return 0.65
    if ask.brief:
        return 0.5 if large else 0.33
    return 0.65 if large else 0.5


def _block_type(block: Block | Notes) -> str:
    """Return the name of the block's type, which selects a branch of `sheet.html`."""
    match block:
        case (
            Words() | Lead() | Items() | Facts() | Steps() | Agenda() | Ways()
            | Ask() | FillTable() | FillGrid() | Picture() | Close() | PrintList() | Notes()
        ):  # fmt: skip
            return type(block).__name__
        case _:
            assert_never(block)
