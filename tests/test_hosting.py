"""The rule of what goes with each file, word for word; tests of hosts hold servers to the rule."""

from __future__ import annotations

import pytest

from generator.web.hosting import headers

YEAR, ASKED = "public, max-age=31536000, immutable", "no-cache"


@pytest.mark.parametrize(
    ("path", "cache", "framed", "shared"),
    [
        ("", ASKED, "'none'", False),
        ("framework/sharing/index.html", ASKED, "'none'", False),
        ("worksheets/sharing/sharing-a4.pdf", ASKED, "'none'", False),
        ("search/index.html", ASKED, "'none'", False),
        ("assets/site.1a2b3c4d.css", YEAR, "'none'", False),
        ("assets/site.css", ASKED, "'none'", False),
        ("elsewhere/site.1a2b3c4d.css", ASKED, "'none'", False),
        ("embed/vision/index.html", ASKED, "*", True),
        ("go/vision/qr.svg", ASKED, "'none'", True),
        ("framework.json", ASKED, "'none'", True),
    ],
)
def test_each_file_comes_with_its_headers_and_no_others(
    path: str, cache: str, framed: str, shared: bool
) -> None:
    """Nobody guesses its type, frames it, reads it elsewhere or keeps it longer than is right."""
    policy = (
        "default-src 'self'; script-src 'self' 'sha256-a'; worker-src 'none'; object-src 'none'; "
        "base-uri 'none'; "
        f"form-action 'self'; frame-ancestors {framed}"
    )
    expected = {
        "Cache-Control": cache,
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "cross-origin" if shared else "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    allowed = {"Access-Control-Allow-Origin": "*"} if shared else {}
    assert headers(path, ("'sha256-a'",)) == expected | allowed
