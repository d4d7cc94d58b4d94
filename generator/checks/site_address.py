"""Check and resolve the address of the site, which two settings can give.

Pages, sheets and QR codes carry the address, so a site without a valid one is not built. Takes the
values of the settings and gives normalised addresses or problems; knows nothing of MkDocs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from generator.checks.settings import Settings
from generator.errors import Problem
from generator.model.addresses import EXAMPLE, AddressError, normalise_site_url

PLUGIN_SETTING = ("plugins", "partnering", "address")
"""The setting of this toolkit: the address that pages, sheets and QR codes carry."""

MKDOCS_SETTING = ("site_url",)
"""MkDocs' own setting: the address that pages carry, if it is another."""


def problems(settings: Settings, plugin_address: object, site_url: object) -> Iterator[Problem]:
    """Yield a problem for each setting that is not a valid address, or if neither is given."""
    given = [
        (path, value)
        for path, value in ((PLUGIN_SETTING, plugin_address), (MKDOCS_SETTING, site_url))
        if not _is_empty(value)
    ]
    for path, value in given:
        try:
            normalise_site_url(str(value))
        except AddressError as error:
            named = _environment_variable(settings, path, str(value)) or f"'{path[-1]}'"
            yield settings.problem(path, f"{named} is '{value}', which {error.wrong}", error.right)
    if not given:
        path = next(
            (path for path in (PLUGIN_SETTING, MKDOCS_SETTING) if settings.contains(*path)),
            PLUGIN_SETTING,
        )
        variable = _environment_variable(settings, path, "")
        wrong = f"{variable} is empty" if variable else "the site has no address"
        right = f"give the complete address of your copy, such as {EXAMPLE}"
        yield settings.problem(path, wrong, right)


def resolved_addresses(plugin_address: object, site_url: object) -> tuple[str, str]:
    """Return the address for sheets and QR codes, and that for pages; each stands in for the other.

    Raise `AddressError` if neither is given or one is not valid.
    """
    sheets = site_url if _is_empty(plugin_address) else plugin_address
    pages = sheets if _is_empty(site_url) else site_url
    return normalise_site_url(str(sheets)), normalise_site_url(str(pages))


def _is_empty(value: object) -> bool:
    return value is None or value == ""


def _environment_variable(settings: Settings, path: tuple[str, ...], value: str) -> str:
    """Name the environment variable that gives a setting its value; empty if there is none."""
    for name in (*settings.keys_below(*path), *settings.keys_below(*MKDOCS_SETTING)):
        if os.environ.get(name, "-").strip() == value.strip():
            return f"the environment variable {name}"
    return ""
