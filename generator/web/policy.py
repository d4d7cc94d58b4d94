"""Content security policies: for each kind of page, and as a header for the whole site.

Policies allow nothing from other origins and no scripts but our own. Takes inline scripts, HTML or
CSS as text; returns policies, or what a policy would block. Must not know of MkDocs.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import starmap
from typing import NamedTuple

from generator.system.results import kept

PLAIN = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
"""The policy of pages without theme and script: questions to embed."""

_URL_ATTRIBUTES = {
    "src": {"img", "script", "iframe", "frame", "source", "video", "audio", "track", "input"},
    "srcset": {"img", "source"},
    "poster": {"video"},
    "action": {"form"},
    "formaction": {"button", "input"},
    "href": {"image", "use", "feimage"},
    "xlink:href": {"image", "use", "feimage"},
}
"""Attributes with the URL of a subresource or of a form's target, and their elements."""

_LOADING_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})
_DATA_BLOCKS = re.compile(r"application/(?:ld\+)?json|text/(?:plain|markdown|template)")
_EXTERNAL = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_EXTERNAL_IN_CSS = re.compile(
    r"""(?:url\(\s*["']?|@import\s+["'])((?:[a-z][a-z0-9+.-]*:|//)[^"')\s]+)""", re.IGNORECASE
)

_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_HASH = re.compile(r"'sha256-[^']+'")


def for_plain_page(script: str) -> str:
    """Return the policy of a page without theme that holds one inline `script`."""
    return f"{PLAIN}; script-src {_hash(script)}"


def remove_from(page: str) -> str:
    """Return the HTML `page` without its policy, for the preview."""
    return _META.sub("", page)


def for_theme_page(script: str) -> str:
    """Return the policy of a page in the theme, which holds one inline `script`."""
    return _theme_policy([_hash(script)])


def for_site(hashes: Iterable[str], framed_by: str) -> str:
    """Return the policy to send as a header with every page of the site.

    `hashes` are the hashes of all inline scripts, as `script_hashes_in` returns them. `framed_by`
    is the value of `frame-ancestors`, which only a header can set: `'none'`, or `*` for any site.
    """
    return f"{_theme_policy(hashes)}; frame-ancestors {framed_by}"


def stands_in(page: str) -> bool:
    """Return whether a page, or its beginning, holds a policy."""
    return bool(_META.search(page))


def script_hashes_in(pages: Iterable[str]) -> tuple[str, ...]:
    """Return the sorted hashes of inline scripts in the policies of built `pages` (as HTML)."""
    policies = (unescape(found[0]) for page in pages if (found := _META.search(page)))
    return tuple(sorted({hash_ for policy in policies for hash_ in _HASH.findall(policy)}))


def _theme_policy(hashes: Iterable[str]) -> str:
    allowed = " ".join(("'self'", *hashes))
    return (
        f"default-src 'self'; script-src {allowed}; "
        "worker-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'"
    )


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


class Violation(NamedTuple):
    """Content that the policy blocks: its source text, what is wrong, and what would be right."""

    text: str
    wrong: str
    right: str


def is_external(address: str) -> bool:
    """Return whether `address` has a scheme or a host, so that it is not a path on this site."""
    return bool(_EXTERNAL.match(address))


def violations_in_page(html: str) -> Iterator[Violation]:
    """Yield what the policy would block in a page that contains `html`."""
    yield from starmap(Violation, _violations(html))


@kept
def _violations(html: str) -> list[Violation]:
    parser = _ViolationParser()
    parser.feed(html)
    parser.close()
    return parser.found


def violations_in_style(style: str) -> Iterator[Violation]:
    """Yield what the policy would block in a stylesheet."""
    for found in _EXTERNAL_IN_CSS.finditer(style):
        yield _external_file(found[1])


def _external_file(address: str) -> Violation:
    return Violation(
        address,
        f"{address} is no file of this site, and the site's policy lets in nothing else",
        "put the file into the folder of the pages and name it there, or link to it",
    )


class _ViolationParser(HTMLParser):
    """Collects what the policy of pages in the theme blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Violation] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        for address in self._loaded_addresses(tag, attributes):
            if is_external(address):
                self.found.append(_external_file(address.strip()))
        if tag in {"object", "embed", "applet", "base", "style"}:
            self._block(f"<{tag}", f"<{tag}>", "use an image, a link or a file of styles")
        is_data = _DATA_BLOCKS.match(attributes.get("type", ""))
        if tag == "script" and "src" not in attributes and not is_data:
            right = "put it into a file, and name that under extra_javascript in mkdocs.yml"
            self._block("<script", "a script within the page", right)
        for name, value in attributes.items():
            if name == "style":
                right = "use a class of assets/site.css; for a table, 'use_align_attribute: true'"
                self._block(value, f'style="{value}"', right)
            if name.startswith("on"):
                right = "put the script into a file, and name it under extra_javascript"
                self._block(f"{name}=", f"a script in '{name}'", right)
            if name in {"href", "src"} and value.strip().lower().startswith("javascript:"):
                self._block(value, "an address that is a script", "link to a page")

    def _loaded_addresses(self, tag: str, attributes: dict[str, str]) -> Iterator[str]:
        """Yield the addresses that a browser requests for an element by itself."""
        for name, tags in _URL_ATTRIBUTES.items():
            if tag in tags and name in attributes:
                value = attributes[name]
                parts = value.split(",") if name == "srcset" else [value]
                yield from parts
        if tag == "link" and _LOADING_LINKS & {*attributes.get("rel", "").lower().split()}:
            yield attributes.get("href", "")

    def _block(self, text: str, what: str, right: str) -> None:
        self.found.append(
            Violation(text, f"{what} is refused by the site's policy, so no reader gets it", right)
        )
