"""What stands on pages that Firefox or WebKit printed."""

from __future__ import annotations

from tests.browser import paper
from tests.browser.paper import Leaf, Letter

EDGE = 18
"""Where a browser's own header and footer stand, in millimetres from the edge."""


def between_edges(leaf: Leaf) -> list[Letter]:
    """The letters of a page, without those of the browser's own header and footer."""
    return [letter for letter in leaf.letters if EDGE < letter.top < leaf.height - EDGE]


def last_headings(leaves: list[Leaf], headings: list[str]) -> list[str]:
    """Which of some headings have nothing below them on their page."""
    return [
        heading
        for leaf in leaves
        for heading in headings
        if leaf.holds(heading) and _is_last(leaf, heading)
    ]


def _is_last(leaf: Leaf, heading: str) -> bool:
    start = leaf.solid.rindex(paper.solid(heading))
    found = leaf.letters[start : start + len(paper.solid(heading))]
    bottom = max(letter.bottom for letter in found)
    bold = max(letter.size for letter in found) > 16  # the words may stand in a list too
    return bold and not any(bottom < letter.top for letter in between_edges(leaf))
