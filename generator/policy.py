"""The content security policy of every page: nothing from elsewhere, no script but our own."""

from __future__ import annotations

import base64
import hashlib
import re

PLAIN = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
"""For the pages without theme or script: sheets."""


def plain_with(script: str) -> str:
    """For a page without theme that holds one inline `script`: a permanent address."""
    return f"{PLAIN}; script-src '{_digest(script)}'"


def without(page: str) -> str:
    """A page without its policy, for the preview."""
    return re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)


def with_script(script: str) -> str:
    """For the theme's pages, which hold one inline `script` and a few images in their styles."""
    return (
        f"default-src 'self'; script-src 'self' '{_digest(script)}'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'"
    )


def _digest(script: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
