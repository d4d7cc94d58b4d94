"""The web addresses to which data and hand-written pages lead, and the list that holds them all.

Each stands on the list with the day on which it last answered. Asks nothing of the web itself:
that is for `visits`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generator.checks import markdown
from generator.checks.docs import Docs, locate
from generator.data.loader import LINKS_FILE, LoadedData
from generator.errors import Location, Problem
from generator.model.addresses import AddressError, web
from generator.model.link_list import NEVER, LinkList

HEADER = f"""\
# yaml-language-server: $schema=schema/link-list.schema.json
# Every web address to which the data and the pages in docs/ lead, and the day on which it last
# answered ("{NEVER}": it was not asked yet). `partnering check --links --update` writes this file.
"""


def find_links(loaded: LoadedData, docs: Docs) -> dict[str, list[Location]]:
    """Every web address in the data and in hand-written pages, and where it stands.

    Mail addresses are not among them, nor what is shown as code.
    """
    locations: dict[str, list[Location]] = {}
    for address, location in (*_links_in_data(loaded), *_links_in_pages(docs)):
        locations.setdefault(address, []).append(location)
    return locations


def listed_days(loaded: LoadedData) -> Mapping[str, str]:
    """The list: the day on which each address last answered, or `NEVER`."""
    records = [entry.record for entry in loaded.entries_of("link-list")]
    lists = [record for record in records if isinstance(record, LinkList)]
    return {link.url: link.checked for record in lists for link in record.links}


def unlisted_links(loaded: LoadedData, docs: Docs) -> Iterator[Problem]:
    """Addresses that are not on the list. While the list has faults, they may be on it."""
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
    """The list as the text of its file. `days` has the day, or `NEVER`, of each address."""
    lines = [f"  - url: {json.dumps(url)}\n    checked: {days[url]}\n" for url in sorted(days)]
    return HEADER + ("links:\n" + "".join(lines) if lines else "links: []\n")


def _address_error(address: str) -> AddressError | None:
    """Why an address cannot be opened; None for one that can."""
    try:
        web(address)
    except AddressError as error:
        return error
    return None


def _links_in_data(loaded: LoadedData) -> Iterator[tuple[str, Location]]:
    for entry in loaded.entries:
        for path, text, location in entry.document.texts() if entry.kind != "link-list" else ():
            if path[-1:] == ("url",) and not _address_error(text):  # another is told of its record
                yield text, location


def _links_in_pages(docs: Docs) -> Iterator[tuple[str, Location]]:
    for doc in docs.pages:
        for address, start in markdown.links(doc.text):
            if address.lower().startswith(("https://", "http://")):
                yield address, locate(doc, address, start)
