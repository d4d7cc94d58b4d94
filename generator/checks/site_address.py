"""The address of the site as the settings give it: in its one form, or refused where it stands.

Paper and QR codes carry it, so that a site without a real one is not built.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from generator.checks.settings import Settings
from generator.errors import Problem
from generator.model.addresses import EXAMPLE, AddressError, normalise_site_url

OWN = ("plugins", "partnering", "address")
"""The setting for pages, sheets and codes."""

PAGES = ("site_url",)
"""MkDocs' own, for pages, where it differs."""


def problems(settings: Settings, own: object, site_url: object) -> Iterator[Problem]:
    """What is wrong with the two settings that may give the address; one of them is needed."""
    given = [(path, value) for path, value in ((OWN, own), (PAGES, site_url)) if not _empty(value)]
    for path, value in given:
        try:
            normalise_site_url(str(value))
        except AddressError as error:
            named = _variable(settings, path, str(value)) or f"'{path[-1]}'"
            yield settings.problem(path, f"{named} is '{value}', which {error.wrong}", error.right)
    if not given:
        path = next((path for path in (OWN, PAGES) if settings.says(*path)), OWN)
        variable = _variable(settings, path, "")
        wrong = f"{variable} is empty" if variable else "the site has no address"
        right = f"give the complete address of your copy, such as {EXAMPLE}"
        yield settings.problem(path, wrong, right)


def decided(own: object, site_url: object) -> tuple[str, str]:
    """The address for sheets and codes, and that for pages: each stands in for the other.

    Raises `AddressError` where there is none.
    """
    sheets, pages = (own, site_url) if not _empty(own) else (site_url, site_url)
    pages = sheets if _empty(pages) else pages
    return normalise_site_url(str(sheets)), normalise_site_url(str(pages))


def _empty(value: object) -> bool:
    return value is None or value == ""


def _variable(settings: Settings, path: tuple[str, ...], value: str) -> str:
    """The environment variable that gives a setting its value, in words; empty if none does."""
    for name in (*settings.under(*path), *settings.under(*PAGES)):
        if os.environ.get(name, "-").strip() == value.strip():
            return f"the environment variable {name}"
    return ""
