"""Tells a print shop where each page of the deck is cut: the boxes of its PDF.

In: the deck as `cards.typ` draws it for a print shop. Out: the bytes of a PDF, the same each time.
"""

from __future__ import annotations

import io

from pikepdf import Array, ObjectStreamMode, Pdf

_MM = 72 / 25.4
_CUT_OFF = 12 * _MM
"""From the edge of the page to the edge of the card, in points."""

_BLEED = 3 * _MM
"""How far paper may be printed beyond the edge of the card, in points."""


def boxed(deck: bytes) -> bytes:
    """A deck with the size of the card, and of the card with its bleed, on every page."""
    with Pdf.open(io.BytesIO(deck)) as pdf:
        for page in pdf.pages:
            x0, y0, x1, y1 = map(float, page.mediabox)
            for name, inwards in (("/TrimBox", _CUT_OFF), ("/BleedBox", _CUT_OFF - _BLEED)):
                edges = (x0 + inwards, y0 + inwards, x1 - inwards, y1 - inwards)
                page.obj[name] = Array([round(edge, 3) for edge in edges])
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()
