"""Makes QR codes of addresses, as SVG and as PNG. The only module that imports segno."""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.system.results import kept

_MASK = 4
"""The pattern laid over every code, one of the eight of ISO/IEC 18004, with wide spots.

To try all eight for each address takes five times as long, and the one that is then chosen is read
no better from paper.
"""

_QUIET, _PIXELS = 4, 5
"""The width of the light zone around a code, in modules, and of a module in a PNG file."""

_DIGITS = bytes.maketrans(b"\0\1", b"v0")
"""A light module, and a dark one, as a digit in base 32: all bits are set, or none."""


@kept
def qr_image(address: str) -> str:
    """The QR code of an address as an SVG document, with its quiet zone of 4 modules."""
    rows = _rows(address)
    size = len(rows) + 2 * _QUIET
    path = f"M{_QUIET} {_QUIET}.5{''.join(_steps(rows))}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" class="segno">'
        f'<path class="qrline" stroke="#000" d="{path}"/></svg>'
    )


def qr_picture(address: str) -> bytes:
    """The QR code of an address as a PNG file, with its quiet zone of 4 modules.

    It is written here: segno takes as long for the picture as for the code.
    """
    return b64decode(_picture(address))


@kept
def _picture(address: str) -> str:
    """A PNG file in base 64."""
    rows = _rows(address)
    size = (len(rows) + 2 * _QUIET) * _PIXELS
    above, beside = [bytes(len(rows))] * _QUIET, bytes(_QUIET)
    lines = b"".join(_lines(beside + row + beside) for row in (*above, *rows, *above))
    about = size.to_bytes(4) * 2 + bytes((1, 0, 0, 0, 0))  # one bit each, black or white
    parts = ((b"IHDR", about), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    file = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)
    return b64encode(file).decode()


@lru_cache(maxsize=1)  # a picture is made after an image, of the same address
def _rows(address: str) -> Sequence[bytes]:
    """The modules of a code, row by row: 1 is dark."""
    import segno  # not before a code is made, which is kept

    code = segno.make(address, error="m", micro=False, mask=_MASK)
    return tuple(map(bytes, code.matrix))


def _steps(rows: Sequence[bytes]) -> Iterator[str]:
    """Yield each dark run of modules as steps of a path: to where it begins, and along it."""
    x = y = 0
    for row, modules in enumerate(rows):
        for run in re.finditer(b"\1+", modules):
            yield f"m{run.start() - x} {row - y}h{run.end() - run.start()}"
            x, y = run.end(), row


def _lines(modules: bytes) -> bytes:
    """The five lines of a PNG file that hold a row of modules: one, and four that repeat it.

    Read in base 32, each module is five bits.
    """
    bits = len(modules) * _PIXELS
    size, spare = -(-bits // 8), -bits % 8
    line = (int(modules.translate(_DIGITS), 32) << spare).to_bytes(size)
    return b"\0" + line + (b"\2" + bytes(size)) * (_PIXELS - 1)


def _chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG file."""
    check = zlib.crc32(kind + content).to_bytes(4)
    return len(content).to_bytes(4) + kind + content + check
