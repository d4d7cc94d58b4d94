"""The content security policy of every page: nothing from elsewhere, no script but our own."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

PLAIN = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
"""For the pages without theme or script: cards to embed."""

_LOADED = {
    "src": {"img", "script", "iframe", "frame", "source", "video", "audio", "track", "input"},
    "srcset": {"img", "source"},
    "poster": {"video"},
    "action": {"form"},
    "formaction": {"button", "input"},
    "href": {"image", "use", "feimage"},
    "xlink:href": {"image", "use", "feimage"},
}
"""Where a page names what its browser loads by itself, or where it sends a form."""

_LOADING_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})
_DATA_BLOCKS = re.compile(r"application/(?:ld\+)?json|text/(?:plain|markdown|template)")
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_IN_STYLE = re.compile(
    r"""(?:url\(\s*["']?|@import\s+["'])((?:[a-z][a-z0-9+.-]*:|//)[^"')\s]+)""", re.IGNORECASE
)

_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_NAMED = re.compile(r"'sha256-[^']+'")


def plain_with(script: str) -> str:
    """For a page without theme that holds one inline `script`: a permanent address, a sheet."""
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
        "worker-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'"
    )


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


class Refused(NamedTuple):
    """What the policy keeps from readers: how it is written, what is wrong, what would be right."""

    text: str
    wrong: str
    right: str


def is_elsewhere(address: str) -> bool:
    """Whether an address is none of this site's own: it names a host, or holds the data itself."""
    return bool(_ELSEWHERE.match(address))


def refused_in_page(html: str) -> Iterator[Refused]:
    """What a browser would leave out of a page with this `html` in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.found


def refused_in_style(style: str) -> Iterator[Refused]:
    """The same of a file of styles."""
    for found in _IN_STYLE.finditer(style):
        yield _from_elsewhere(found[1])


def _from_elsewhere(address: str) -> Refused:
    return Refused(
        address,
        f"{address} is no file of this site, and the site's policy lets in nothing else",
        "put the file into the folder of the pages and name it there, or link to it",
    )


class _Reader(HTMLParser):
    """Finds what the policy of the theme's pages refuses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Refused] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for address in self._addresses(tag, given):
            if is_elsewhere(address):
                self.found.append(_from_elsewhere(address.strip()))
        if tag in {"object", "embed", "applet", "base", "style"}:
            self._refuse(f"<{tag}", f"<{tag}>", "use an image, a link or a file of styles")
        if tag == "script" and "src" not in given and not _DATA_BLOCKS.match(given.get("type", "")):
            right = "put it into a file, and name that under extra_javascript in mkdocs.yml"
            self._refuse("<script", "a script within the page", right)
        for name, value in given.items():
            if name == "style":
                right = "use a class of assets/site.css; for a table, 'use_align_attribute: true'"
                self._refuse(value, f'style="{value}"', right)
            if name.startswith("on"):
                right = "put the script into a file, and name it under extra_javascript"
                self._refuse(f"{name}=", f"a script in '{name}'", right)
            if name in {"href", "src"} and value.strip().lower().startswith("javascript:"):
                self._refuse(value, "an address that is a script", "link to a page")

    def _addresses(self, tag: str, given: dict[str, str]) -> Iterator[str]:
        for name, tags in _LOADED.items():
            if tag in tags and name in given:
                parts = given[name].split(",") if name == "srcset" else [given[name]]
                yield from parts
        if tag == "link" and _LOADING_LINKS & {*given.get("rel", "").lower().split()}:
            yield given.get("href", "")

    def _refuse(self, text: str, what: str, right: str) -> None:
        self.found.append(
            Refused(text, f"{what} is refused by the site's policy, so no reader gets it", right)
        )
