"""What a web address must be, by the rule of those who use it: browsers, servers, name servers.

One rule for the addresses to which we link and, stricter, one for the address of a copy of the
site. Asks nothing of the web.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from pydantic_core import Url

_COMPLETE = re.compile(r"https?://[^\s/?#\\]", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_LONGEST_HOST = 253
_PLAIN = "!$&'()*+,;=:@~"
"""The signs that a path may hold as they are, besides letters, digits and `-._~`."""

EXAMPLE = "https://example.org/toolkit/"
"""What the address of a copy looks like."""


class AddressError(ValueError):
    """What is wrong with an address, as what follows it in a sentence; and what would be right."""

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__(f"{wrong}; {right}")
        self.wrong = wrong
        self.right = right


def web(text: str) -> str:
    """A complete http or https address as it travels: in ASCII, its host in small letters.

    Raises `AddressError` for what no browser would open, and for one that gives a password away.
    """
    return str(_read(text))


def of_site(text: str) -> str:
    """The address of a copy of the site, in the one form in which it is published.

    That is: http or https, the host in small letters and ASCII, no port that the scheme implies,
    each sign of the path percent-encoded once where it must be, and a slash at the end. Raises
    `AddressError` for anything else.
    """
    text = text.strip(" ")
    if not text:
        raise AddressError("is empty", f"give the complete address of your copy, such as {EXAMPLE}")
    if "\\" in text:
        raise AddressError("holds a backslash", "write / instead")
    url = _read(text)
    for sign, name in (("?", "a query"), ("#", "a fragment")):
        if sign in text:
            raise AddressError(f"holds {name}", f"leave out the '{sign}' and all that follows it")
    assert url.host
    usual = {"http": 80, "https": 443}[url.scheme]
    port = "" if url.port in (None, usual) else f":{url.port}"
    path = "".join(f"{_segment(part)}/" for part in (url.path or "").split("/") if part)
    return f"{url.scheme}://{url.host}{port}/{path}"


def _read(text: str) -> Url:
    if re.search(r"[\x00-\x1f\x7f]", text):
        raise AddressError("holds a line break or another sign that cannot be seen", "take it out")
    if not _COMPLETE.match(text):
        raise AddressError(
            "is not a complete web address", "begin it with https:// or http:// and a host"
        )
    try:
        url = Url(text)
    except ValueError as error:
        said = re.search(r"valid URL, (.*?) \[", str(error))
        raise AddressError(
            f"is not a web address that a browser can open ({said[1] if said else 'unreadable'})",
            f"write it as in {EXAMPLE}",
        ) from None
    if url.username or url.password:
        raise AddressError("holds a user name or a password", "leave it out, up to the '@'")
    if url.port == 0:
        raise AddressError("has port 0, which is none", "name the port, or leave it out")
    host = url.host or ""
    labels = host.removesuffix(".").split(".")
    if host[:1] != "[" and (len(host) > _LONGEST_HOST or not all(map(_LABEL.fullmatch, labels))):
        raise AddressError(
            f"has a host that cannot be, '{host}'", "write it as in example.org or localhost"
        )
    return url


def _segment(part: str) -> str:
    """A part of a path with each sign in the one form that it can have."""
    try:
        name = unquote(part, errors="strict")
    except UnicodeDecodeError:
        raise AddressError(
            f"holds '{part}', which is not encoded in UTF-8", "encode it in UTF-8"
        ) from None
    if re.search(r"[/\\\x00-\x1f\x7f]", name):
        raise AddressError(
            f"holds '{part}': an encoded slash, backslash or control character, which servers "
            "refuse",
            "choose another path",
        )
    return quote(name, safe=_PLAIN)
