"""Renders a picture as a PNG file, for a word processor that may not draw SVG."""

from __future__ import annotations

from functools import lru_cache

from generator.sheets.pdf import compiler

_PER_INCH = 200
"""The resolution, in pixels per inch."""


@lru_cache(maxsize=1)  # a sheet has the same on both papers
def png(svg: str, width: float) -> bytes:
    """An SVG document as a PNG file that is `width` millimetres wide, black on white."""
    inputs = {"svg": svg, "width": str(width)}
    picture = compiler("picture.typ").compile(sys_inputs=inputs, format="png", ppi=_PER_INCH)
    assert isinstance(picture, bytes)
    return picture
