"""The content security policy of every page: nothing from elsewhere, no script but our own."""

from __future__ import annotations

import base64
import hashlib

PLAIN = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
"""For the pages without theme: sheets and permanent addresses."""


def with_script(script: str) -> str:
    """For the theme's pages, which hold one inline `script` and a few images in their styles."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'self'; script-src 'self' 'sha256-{digest}'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'"
    )
