"""A page printed to PDF, and what can be read and measured on it, in millimetres."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pypdfium2
import zxingcpp

from tests import pdfpages

MM = 72 / 25.4
"""Points to a millimetre."""

END_HYPHEN = "\ufffe"
"""What pdfium reads in place of a hyphen at the end of a line."""

DPI = 200
RULE = 120
"""How wide a line is, at least, that somebody writes on or that stands above the foot."""


class Letter(NamedTuple):
    """One letter on paper: its edges from the left and the top, and its size in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True)
class Leaf:
    """One printed page."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    rules: tuple[float, ...]
    """Where its long horizontal lines are, from the top."""

    picture: pypdfium2.PdfPage

    @cached_property
    def solid(self) -> str:
        """Its words without white space, in the order in which they were drawn."""
        return "".join(letter.text for letter in self.letters)

    def holds(self, words: str) -> bool:
        return solid(words) in self.solid

    def extent(self, words: str) -> tuple[float, float]:
        """Where the words begin and end, from the top."""
        start = self.solid.index(solid(words))
        found = self.letters[start : start + len(solid(words))]
        return min(letter.top for letter in found), max(letter.bottom for letter in found)

    @cached_property
    def foot(self) -> float:
        """Where the line above the foot is: the last that has words below it."""
        lowest = max(letter.top for letter in self.letters)
        return max(rule for rule in self.rules if rule < lowest)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """What the QR codes in its lower half say."""
        half = self.picture.get_height() / 2
        drawn = self.picture.render(scale=DPI / 72, grayscale=True, crop=(0, 0, 0, half))
        return tuple(code.text for code in zxingcpp.read_barcodes(drawn.to_pil()))

    def below(self, height: float) -> list[Letter]:
        return [letter for letter in self.letters if letter.bottom > height]

    def rules_between(self, top: float, bottom: float) -> list[float]:
        return [rule for rule in self.rules if top < rule < bottom]


def solid(words: str) -> str:
    return re.sub(r"\s+", "", words)


def words(pdf: bytes) -> list[str]:
    """The words of each page without white space: quicker than to read where they stand."""
    texts = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return [solid(text.replace(END_HYPHEN, "-")) for text in texts]


def read(pdf: bytes) -> list[Leaf]:
    """The pages of a PDF."""
    return [_leaf(page) for page in pdfpages.pages(pdf)]


def _leaf(page: pdfpages.Page) -> Leaf:
    letters = tuple(
        Letter(
            part,
            char["x0"] / MM,
            char["x1"] / MM,
            char["top"] / MM,
            char["bottom"] / MM,
            char["size"],
        )
        for char in page.chars
        for part in char["text"].strip()
    )
    lines = {
        round(line["bottom"] / MM, 2)
        for line in page.rects + page.lines
        if line["width"] / MM > RULE and line["height"] / MM < 1
    }
    return Leaf(page.width / MM, page.height / MM, letters, tuple(sorted(lines)), page.page)
