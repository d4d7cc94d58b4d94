"""Which typeface a sheet is set in: the first of ours that has every letter of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent.parent / "fonts"

FAMILIES = {
    "Atkinson Hyperlegible Next": "AtkinsonHyperlegibleNext",
    "Noto Sans": "NotoSans",
    "Noto Sans Arabic": "NotoSansArabic",
    "Noto Sans Hebrew": "NotoSansHebrew",
}
"""Our typefaces in the order of preference, and how the names of their files begin."""

_NEEDS_NO_GLYPH = frozenset(" \n\t\u200b")


def family_for(texts: Iterable[str]) -> str | None:
    """The family that has every character of `texts`; None where none of them has.

    A sheet is set in one typeface throughout: mixing two within a word loses marks.
    """
    letters = set("".join(texts)) - _NEEDS_NO_GLYPH
    return next((family for family in FAMILIES if letters <= _characters(family)), None)


def missing(text: Iterable[str]) -> Iterator[str]:
    """The characters of `text` that no family of ours has, or that no one family has together."""
    letters = set(text) - _NEEDS_NO_GLYPH
    nearest = min(FAMILIES, key=lambda family: len(letters - _characters(family)))
    yield from sorted(letters - _characters(nearest))


@cache
def _characters(family: str) -> frozenset[str]:
    """What a family has in both of its weights."""
    every = [set(_read(family, weight)) for weight in ("Regular", "Bold")]
    return frozenset(map(chr, every[0] & every[1]))


def _read(family: str, weight: str) -> Iterable[int]:
    path = FOLDER / f"{FAMILIES[family]}-{weight}.ttf"
    with TTFont(path, lazy=True) as font:
        return list(font.getBestCmap())
