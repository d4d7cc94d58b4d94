"""Draws a sheet as a plain HTML page for a browser to print, without theme or script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from generator.model.framework import Framework
from generator.permalinks.places import RUN, Permalinks
from generator.sheets.blocks import Sheet
from generator.web.page_flow import flows, foot_lines, tables
from generator.web.pages import Page, fragment

KINDS = {
    "run": "run sheet",
    "ways": "help with the questions",
    "plan": "run sheet",
    "look-back": "look-back sheet",
}
"""What a kind of sheet is called in a title, where that is not 'worksheet'."""

NOTES = {"kind": "Notes"}
"""Room for notes on what would be a nearly blank page."""


def render(
    framework: Framework, links: Permalinks, sheet: Sheet, words: dict[str, Any]
) -> Iterator[Page]:
    """The pages of one sheet: clear print, then large print. `words` are its `on_paper`."""
    place = links[sheet.id.removesuffix(RUN) if sheet.kind == "plan" else sheet.id]
    back = "worksheets/" if place.kind.endswith("sheet") else place.page
    for large in (False, True):
        path = links.sheet(sheet.id, large=large)
        pages = [_in_pages(part, words, large) for part in words["parts"]]
        content = fragment(
            "sheet.html",
            framework,
            links,
            path,
            sheet=sheet,
            words=words,
            back=back,
            kind=KINDS.get(sheet.kind, "worksheet"),
            large=large,
            parts_in_pages=[*zip(words["parts"], pages, strict=True)],
            foot_lines=foot_lines(words, large=large),
            count=sum(map(len, pages)),
        )
        yield Page(f"{path}index.html", content + "\n")


def _in_pages(
    part: dict[str, Any], words: dict[str, Any], large: bool
) -> list[list[dict[str, Any]]]:
    """The blocks of a part, page by page: one to write on, or one to read."""
    if part["blanks"]:
        blocks = [
            piece
            for block in part["blocks"]
            for piece in (
                tables(block, words, large=large) if block["kind"] == "FillTable" else [block]
            )
        ]
        return list(leaves(blocks, large=large))
    return flows(part, words, large=large)


def leaves(blocks: Sequence[dict[str, Any]], *, large: bool) -> Iterator[list[dict[str, Any]]]:
    """The blocks of a part as they share printed pages, by what share of a page each needs.

    A browser parts what needs more than a page; a page that needs less gives the rest to the
    questions on it. Where the first block does not fit beside the heading, its page is for notes.
    """
    leaf: list[dict[str, Any]] = []
    used = 0.35  # the heading
    for block in chain.from_iterable(map(_pieces, blocks)):
        share = _share(block, large)
        if used + share > 1 and (leaf or used):
            yield leaf or [NOTES]
            leaf, used = [], 0.0
        leaf.append(block)
        used += share
    yield leaf


def _pieces(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A block, or each row of its spaces where several stand side by side."""
    spaces, across = block.get("spaces", ()), block.get("across", 1)
    if across == 1:
        yield block
        return
    for at in range(0, len(spaces), across):
        yield block | {"spaces": spaces[at : at + across], "goes_on": at > 0}


def _share(block: dict[str, Any], large: bool) -> float:
    """What part of a page a block needs, about."""
    match block:
        case {"kind": "Ask", "short": True}:
            return 0.25 if large else 0.19
        case {"kind": "Ask", "across": 2}:
            clear, larger = (0.28, 0.5) if block.get("own_words") else (0.23, 0.38)
            return larger if large else clear
        case {"kind": "Ask", "spaces": [_], "brief": True}:
            return 0.5 if large else 0.33
        case {"kind": "Ask", "spaces": [_]}:
            return 0.65 if large else 0.5
        case {"kind": "FillTable", "goes_on": _}:
            return 1.0
        case {"kind": "FillTable", "rows": rows, "tall": tall}:
            return min(1.0, 0.1 + len(rows) * (0.1 if tall else 0.06))
        case {"kind": "Ask" | "FillGrid"}:
            return 0.65
        case {"kind": "Picture", "blank": True}:
            return 0.85 if large else 0.7
        case {"kind": "Close"}:
            return 0.65 if large else 0.6
        case _:
            return 0.0
