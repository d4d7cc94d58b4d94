"""Makes QR codes of addresses, as SVG and as PNG. The only module that imports ZXing."""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import isqrt

from generator.system.results import kept

_QUIET, _PIXELS = 4, 5
"""The width of the light zone around a code, in modules, and of a module in a PNG file."""

_DARK, _LIGHT = b"\0", b"\xff"
"""A module of a code, as a byte."""

_DARKS = re.compile(_DARK + b"+")

_DIGITS = bytes.maketrans(_DARK + _LIGHT, b"0v")
"""A dark module, and a light one, as a digit in base 32: no bit is set, or all are."""


@lru_cache(maxsize=1)  # both pages of a sheet show the same
@kept
def qr_image(address: str) -> str:
    """The QR code of an address as an SVG document, with its quiet zone of 4 modules."""
    rows = _rows(address)
    size = len(rows) + 2 * _QUIET
    path = f"M{_QUIET} {_QUIET}.5{''.join(_steps(rows))}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path stroke="#000" d="{path}"/></svg>'
    )


def qr_picture(address: str) -> bytes:
    """The QR code of an address as a PNG file, with its quiet zone of 4 modules.

    It is written here: the library gives its pixels, and no file.
    """
    return b64decode(_picture(address))


@kept
def _picture(address: str) -> str:
    """A PNG file in base 64."""
    rows = _rows(address)
    size = (len(rows) + 2 * _QUIET) * _PIXELS
    above, beside = [_LIGHT * len(rows)] * _QUIET, _LIGHT * _QUIET
    lines = b"".join(_lines(beside + row + beside) for row in (*above, *rows, *above))
    about = size.to_bytes(4) * 2 + bytes((1, 0, 0, 0, 0))  # one bit each, black or white
    parts = ((b"IHDR", about), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    file = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)
    return b64encode(file).decode()


@lru_cache(maxsize=1)  # a picture is made after an image, of the same address
def _rows(address: str) -> Sequence[bytes]:
    """The modules of a code, row by row. A code may lose 15 % and still be read (level M)."""
    import zxingcpp  # not before a code is made, which is kept

    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = bytes(code.to_image(add_quiet_zones=False))  # type: ignore[call-overload]  # a buffer
    width = isqrt(len(modules))  # a code is a square
    return [modules[start : start + width] for start in range(0, len(modules), width)]


def _steps(rows: Sequence[bytes]) -> Iterator[str]:
    """Yield each dark run of modules as steps of a path: to where it begins, and along it."""
    x = y = 0
    for row, modules in enumerate(rows):
        for run in re.finditer(_DARKS, modules):
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
