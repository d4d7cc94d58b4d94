"""Small typefaces that the tests make on the spot, for letters that ours lack."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

WEIGHTS = {"Regular": 400, "Bold": 700}


def make(folder: Path, family: str, letters: str, *weights: str, wide: int = 900) -> Path:
    """Put a typeface with some letters, each a box, into a folder: in two weights, or in some."""
    folder.mkdir(parents=True, exist_ok=True)
    for weight in weights or WEIGHTS:
        codes = {ord(letter): f"u{ord(letter):X}" for letter in sorted(set(letters))}
        names = [".notdef", *codes.values()]
        font = FontBuilder(1000, isTTF=True)
        font.setupGlyphOrder(names)
        font.setupCharacterMap(codes)
        font.setupGlyf(dict.fromkeys(names, _box(wide - 100)))
        font.setupHorizontalMetrics(dict.fromkeys(names, (wide, 50)))
        font.setupHorizontalHeader(ascent=880, descent=-120)
        post_script = f"{family.replace(' ', '')}-{weight}"
        font.setupNameTable({"familyName": family, "styleName": weight, "psName": post_script})
        font.setupOS2(usWeightClass=WEIGHTS[weight], sTypoAscender=880, sTypoDescender=-120)
        font.setupPost()
        font.save(folder / f"{family}-{weight}.ttf")
    return folder


def _box(wide: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 700), (50 + wide, 700), (50 + wide, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
