"""The content security policy of every page: nothing from elsewhere, no script but our own."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import unescape

PLAIN = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
"""For the pages without theme or script: sheets."""

_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_NAMED = re.compile(r"'sha256-[^']+'")


def plain_with(script: str) -> str:
    """For a page without theme that holds one inline `script`: a permanent address."""
    return f"{PLAIN}; script-src {_digest(script)}"


def without(page: str) -> str:
    """A page without its policy, for the preview."""
    return _META.sub("", page)


def with_script(script: str) -> str:
    """For the theme's pages, which hold one inline `script`."""
    return _with([_digest(script)])


def of_site(scripts: Iterable[str], framed_by: str) -> str:
    """What holds for every page of a site at once, as a header.

    `scripts` are as `scripts_in` gives them; `framed_by` says who may show the page in a frame,
    which only a header can: `'none'`, or `*` for anybody.
    """
    return f"{_with(scripts)}; frame-ancestors {framed_by}"


def scripts_in(pages: Iterable[str]) -> tuple[str, ...]:
    """The inline scripts that the policies of built `pages` name, each once."""
    policies = (unescape(found[0]) for page in pages if (found := _META.search(page)))
    return tuple(sorted({name for policy in policies for name in _NAMED.findall(policy)}))


def _with(scripts: Iterable[str]) -> str:
    allowed = " ".join(("'self'", *scripts))
    return (
        f"default-src 'self'; script-src {allowed}; "
        "object-src 'none'; base-uri 'none'; form-action 'self'"
    )


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
