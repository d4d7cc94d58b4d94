"""Turns a picture into pixels, for a word processor that may not draw SVG."""

from __future__ import annotations

from functools import lru_cache

from generator.sheets.pdf import compiler

PER_INCH = 200
"""How many pixels an inch has."""


@lru_cache(maxsize=1)  # a sheet has the same on both papers
def png(svg: str, width: float) -> bytes:
    """An SVG document as a PNG file that is `width` millimetres wide, black on white."""
    inputs = {"svg": svg, "width": str(width)}
    picture = compiler("picture.typ").compile(sys_inputs=inputs, format="png", ppi=PER_INCH)
    assert isinstance(picture, bytes)
    return picture
