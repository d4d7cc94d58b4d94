"""Wraps Typst: finds typefaces in folders, and compiles a template with those of some folders.

The only module that imports its binding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import typst

Engine = typst.Compiler
"""A compiler of one template; `eval` queries the document that it compiled last."""


class Typeface(NamedTuple):
    """One typeface, in the words of Typst: the name of its family, its weight and its file.

    `number` is its place in the file, 0 but in a collection.
    """

    family: str
    weight: int
    path: Path
    number: int


def typefaces(folder: Path) -> Iterator[Typeface]:
    """The upright typefaces of normal width in a folder and below, in the order of preference."""
    for font in _fonts([folder]).fonts():
        if font.style == "normal" and font.stretch == 1.0 and font.path:
            yield Typeface(font.family, font.weight, Path(font.path), font.index)


def engine(template: Path, folders: Sequence[Path]) -> Engine:
    """A compiler of a template, with the typefaces in some folders and no others.

    Of two with the same name, that of the first folder is taken.
    """
    return Engine(str(template), root=str(template.parent), font_paths=_fonts(folders))


def _fonts(folders: Sequence[Path]) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
