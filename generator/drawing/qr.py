"""Makes QR codes of addresses, as SVG and as PNG. The only module that imports segno."""

from __future__ import annotations

import io
from functools import cache

import segno


def qr_image(address: str) -> str:
    """The QR code of an address as an SVG document, with its quiet zone of 4 modules."""
    image = io.BytesIO()
    _code(address).save(image, kind="svg", border=4, omitsize=True, xmldecl=False, nl=False)
    return image.getvalue().decode()


def qr_picture(address: str) -> bytes:
    """The QR code of an address as a PNG file, with its quiet zone of 4 modules."""
    image = io.BytesIO()
    _code(address).save(image, kind="png", border=4, scale=5)
    return image.getvalue()


@cache
def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
