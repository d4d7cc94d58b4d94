"""The web addresses to which data and hand-written pages lead, and the list that holds them all.

Each stands on the list with the day on which it last answered. Asks nothing of the web itself:
that is for `visits`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generator.checks import markdown
from generator.checks.docs import Docs
from generator.checks.docs import place as place_in
from generator.data.loader import LINKS_FILE, Loaded
from generator.errors import Location, Problem
from generator.model.addresses import AddressError, normalise_url
from generator.model.link_list import NEVER, LinkList

HEADER = f"""\
# yaml-language-server: $schema=schema/link-list.schema.json
# Every web address to which the data and the pages in docs/ lead, and the day on which it last
# answered ("{NEVER}": it was not asked yet). `partnering check --links --update` writes this file.
"""


def found(loaded: Loaded, docs: Docs) -> dict[str, list[Location]]:
    """Every web address in the data and in hand-written pages, and where it stands.

    Mail addresses are not among them, nor what is shown as code.
    """
    places: dict[str, list[Location]] = {}
    for address, place in (*_in_data(loaded), *_in_pages(docs)):
        places.setdefault(address, []).append(place)
    return places


def listed(loaded: Loaded) -> Mapping[str, str]:
    """The list: the day on which each address last answered, or `NEVER`."""
    records = [entry.record for entry in loaded.of("link-list")]
    lists = [record for record in records if isinstance(record, LinkList)]
    return {link.url: link.checked for record in lists for link in record.links}


def unlisted(loaded: Loaded, docs: Docs) -> Iterator[Problem]:
    """Addresses that are not on the list. While the list has faults, they may be on it."""
    if any(entry.record is None for entry in loaded.of("link-list")):
        return
    if "link-list" in loaded.unread:
        return
    known = listed(loaded)
    for address, places in found(loaded, docs).items():
        fault = _fault(address)
        for place in places:
            if fault:
                yield Problem(place, f"the link {address} {fault.wrong}", fault.right)
            elif address not in known:
                yield Problem(
                    place,
                    f"the link {address} is not on the list in {LINKS_FILE}",
                    "put it there: partnering check --links --update",
                )


def written(days: Mapping[str, str]) -> str:
    """The list as the text of its file. `days` has the day, or `NEVER`, of each address."""
    lines = [f"  - url: {json.dumps(url)}\n    checked: {days[url]}\n" for url in sorted(days)]
    return HEADER + ("links:\n" + "".join(lines) if lines else "links: []\n")


def _fault(address: str) -> AddressError | None:
    """Why an address cannot be opened; None for one that can."""
    try:
        normalise_url(address)
    except AddressError as error:
        return error
    return None


def _in_data(loaded: Loaded) -> Iterator[tuple[str, Location]]:
    for entry in loaded.entries:
        for path, text, where in entry.document.texts() if entry.kind != "link-list" else ():
            if path[-1:] == ("url",) and not _fault(text):  # another is told of its record
                yield text, where


def _in_pages(docs: Docs) -> Iterator[tuple[str, Location]]:
    for doc in docs.pages:
        for address, start in markdown.links(doc.text):
            if address.lower().startswith(("https://", "http://")):
                yield address, place_in(doc, address, start)
