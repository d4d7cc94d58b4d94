"""Collect the web links in data and hand-written pages, and compare them with the list of links.

The list holds each address and the day on which it last answered. Makes no request itself; `visits`
does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generator.checks import markdown
from generator.checks.docs import Docs, locate
from generator.data.loader import LINKS_FILE, LoadedData
from generator.errors import Location, Problem
from generator.model.addresses import AddressError, normalise_url
from generator.model.link_list import NEVER, LinkList

HEADER = f"""\
# yaml-language-server: $schema=schema/link-list.schema.json
# Every web address to which the data and the pages in docs/ lead, and the day on which it last
# answered ("{NEVER}": it was not asked yet). `partnering check --links --update` writes this file.
"""


def find_links(loaded: LoadedData, docs: Docs) -> dict[str, list[Location]]:
    """Return the locations of every web link in the data and hand-written pages, by address.

    E-mail addresses, and what pages show as code, are left out.
    """
    locations: dict[str, list[Location]] = {}
    for address, location in (*_links_in_data(loaded), *_links_in_pages(docs)):
        locations.setdefault(address, []).append(location)
    return locations


def listed_days(loaded: LoadedData) -> Mapping[str, str]:
    """Return the list: the day, as ISO 8601, on which each address last answered, or `NEVER`."""
    records = [entry.record for entry in loaded.entries_of("link-list")]
    lists = [record for record in records if isinstance(record, LinkList)]
    return {link.url: link.checked for record in lists for link in record.links}


def unlisted_links(loaded: LoadedData, docs: Docs) -> Iterator[Problem]:
    """Yield a problem for each link that is invalid or not on the list.

    There are none if the list itself is faulty, as the links may be in it.
    """
    if any(entry.record is None for entry in loaded.entries_of("link-list")):
        return
    if "link-list" in loaded.incomplete_kinds:
        return
    known = listed_days(loaded)
    for address, locations in find_links(loaded, docs).items():
        error = _address_error(address)
        for location in locations:
            if error:
                yield Problem(location, f"the link {address} {error.wrong}", error.right)
            elif address not in known:
                yield Problem(
                    location,
                    f"the link {address} is not on the list in {LINKS_FILE}",
                    "put it there: partnering check --links --update",
                )


def list_text(days: Mapping[str, str]) -> str:
    """Return the list as the text of its file, given the day, or `NEVER`, for each address."""
    lines = [f"  - url: {json.dumps(url)}\n    checked: {days[url]}\n" for url in sorted(days)]
    return HEADER + ("links:\n" + "".join(lines) if lines else "links: []\n")


def _address_error(address: str) -> AddressError | None:
    """Return why an address cannot be opened, or None if it can."""
    try:
        normalise_url(address)
    except AddressError as error:
        return error
    return None


def _links_in_data(loaded: LoadedData) -> Iterator[tuple[str, Location]]:
    for entry in loaded.entries:
        for path, text, place in entry.document.texts if entry.kind != "link-list" else ():
            if path[-1:] == ("url",) and not _address_error(text):  # else the record has a problem
                yield text, entry.document.location(place)


def _links_in_pages(docs: Docs) -> Iterator[tuple[str, Location]]:
    for doc in docs.pages:
        for address, start in markdown.links(doc.text):
            if address.lower().startswith(("https://", "http://")):
                yield address, locate(doc, address, start)
