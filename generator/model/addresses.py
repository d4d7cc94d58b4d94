"""Validation and normalisation of URLs.

Takes and returns text. There is one rule for URLs that pages link to and a stricter one for the
base URL of a published copy of the site. Makes no network requests.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from pydantic_core import Url

_ABSOLUTE = re.compile(r"https?://[^\s/?#\\]", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_MAX_HOST_LENGTH = 253
_SAFE = "!$&'()*+,;=:@~"
"""Characters that need no percent-encoding in a path, besides letters, digits and `-._~`."""

EXAMPLE = "https://example.org/toolkit/"
"""An example of a base URL, for error messages."""


class AddressError(ValueError):
    """A URL that is not accepted.

    `wrong` completes a sentence that begins with the URL; `right` says how to correct it.
    """

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__(f"{wrong}; {right}")
        self.wrong = wrong
        self.right = right


def normalise_url(text: str) -> str:
    """Return an absolute http or https URL in ASCII, with its host in lower case.

    Raises `AddressError` for a URL that no browser would open or that holds a password.
    """
    return str(_parse(text))


def normalise_site_url(text: str) -> str:
    """Return the base URL of a copy of the site in its canonical form.

    That is an http or https URL with its host in lower-case ASCII, without a default port, with the
    path percent-encoded where necessary and ending with a slash. Raises `AddressError` for a URL
    that cannot be a base URL.
    """
    text = text.strip(" ")
    if not text:
        raise AddressError("is empty", f"give the complete address of your copy, such as {EXAMPLE}")
    if "\\" in text:
        raise AddressError("holds a backslash", "write / instead")
    url = _parse(text)
    for sign, name in (("?", "a query"), ("#", "a fragment")):
        if sign in text:
            raise AddressError(f"holds {name}", f"leave out the '{sign}' and all that follows it")
    assert url.host
    default_port = {"http": 80, "https": 443}[url.scheme]
    port = "" if url.port in (None, default_port) else f":{url.port}"
    path = "".join(f"{_encoded_segment(part)}/" for part in (url.path or "").split("/") if part)
    return f"{url.scheme}://{url.host}{port}/{path}"


def _parse(text: str) -> Url:
    """Parse an absolute URL. Raises `AddressError` for anything else."""
    if re.search(r"[\x00-\x1f\x7f]", text):
        raise AddressError("holds a line break or another sign that cannot be seen", "take it out")
    if not _ABSOLUTE.match(text):
        raise AddressError(
            "is not a complete web address", "begin it with https:// or http:// and a host"
        )
    try:
        url = Url(text)
    except ValueError as error:
        found = re.search(r"valid URL, (.*?) \[", str(error))
        reason = found[1] if found else "unreadable"
        raise AddressError(
            f"is not a web address that a browser can open ({reason})",
            f"write it as in {EXAMPLE}",
        ) from None
    if url.username or url.password:
        raise AddressError("holds a user name or a password", "leave it out, up to the '@'")
    if url.port == 0:
        raise AddressError("has port 0, which is none", "name the port, or leave it out")
    host = url.host or ""
    labels = host.removesuffix(".").split(".")
    if host[:1] != "[" and (len(host) > _MAX_HOST_LENGTH or not all(map(_LABEL.fullmatch, labels))):
        raise AddressError(
            f"has a host that cannot be, '{host}'", "write it as in example.org or localhost"
        )
    return url


def _encoded_segment(part: str) -> str:
    """Percent-encode one path segment, which may be encoded already, in its canonical form."""
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
    return quote(name, safe=_SAFE)
