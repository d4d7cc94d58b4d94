"""Check statements of rights: one owner and one licence each, for that owner's part alone.

Takes loaded data, whether valid or not, so that one run reports every problem. What a licence
allows is known to `model.rights`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.data.document import KeyPath
from generator.data.loader import Entry, LoadedData
from generator.errors import Location, Problem
from generator.model.rights import LICENCE_NAME, NO_LICENCE, licence_terms

SEVERAL_OWNERS = re.compile(r";\s+[^\W\d_]|\((?:the|a|an|its|their|his|her)\b", re.IGNORECASE)
"""What in the name of an owner shows that it lists several, each with a part."""

CC_LICENCE_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<terms>by[-a-z]*)/(?P<version>\d\.\d)|(?P<free>publicdomain))"
)
"""The address of a Creative Commons licence or public domain mark."""

COPYRIGHT_SIGN = re.compile(r"©\s*(?:the\s+)?", re.IGNORECASE)


def problems(loaded: LoadedData) -> Iterator[Problem]:
    """Yield a problem for each statement that applies one owner's licence to another's part."""
    framework = next(loaded.entries_of("framework"), None)
    for entry in loaded.entries:
        for path in _rights_paths(entry):
            yield from _owner_problems(entry, path)
            yield from _licence_problems(entry, path)
        yield from _work_problems(entry, framework)
        yield from _owner_licence_problems(entry, framework)


def _rights_paths(entry: Entry) -> Iterator[KeyPath]:
    """Yield the path of each statement of rights in a record."""
    document = entry.document
    paths: list[KeyPath] = [("rights",), ("guidance_rights",), ("card_rights",)]
    paths += [("based_on", i) for i, _ in enumerate(document.items("based_on"))]
    for i, _ in enumerate(document.items("questions")):
        paths += [("questions", i, "rights"), ("questions", i, "ways_in", "rights")]
    return (path for path in paths if isinstance(document.get(*path), dict))


def _owner_problems(entry: Entry, path: KeyPath) -> Iterator[Problem]:
    """Yield a problem if 'holder' lists owners of different parts, or holds more than a name."""
    document = entry.document
    holder, statement = document.text(*path, "holder"), document.text(*path, "statement")
    if not holder:
        return
    location = document.at(*path, "holder")
    if SEVERAL_OWNERS.search(holder):
        yield Problem(
            location,
            "'holder' names the owners of different parts",
            "one licence covers one owner's part: give each part rights of its own",
        )
    elif found := LICENCE_NAME.search(holder) or COPYRIGHT_SIGN.search(holder):
        yield Problem(location, f"'{found[0].strip()}' stands in 'holder'", "name the owner alone")
    else:
        yield from _statement_problems(entry, path, holder, statement or "")


def _statement_problems(
    entry: Entry, path: KeyPath, holder: str, statement: str
) -> Iterator[Problem]:
    """Yield a problem if a statement of rights attributes something to others than the holder."""
    for sign in COPYRIGHT_SIGN.finditer(statement):
        named = statement[sign.end() :]
        if not named.casefold().startswith(_normalised_holder(holder)):
            yield Problem(
                entry.document.at(*path, "statement"),
                f"the statement names an owner who is not '{holder}'",
                "say whose it is in 'holder', and give another's part rights of its own",
            )
            return


def _licence_problems(entry: Entry, path: KeyPath) -> Iterator[Problem]:
    """Yield a problem if the licence, its address and the statement do not name the same one."""
    document = entry.document
    licence = document.text(*path, "licence") or ""
    named = [_normalised_licence(found) for found in LICENCE_NAME.finditer(licence)]
    if len(named) > 1:
        yield Problem(
            document.at(*path, "licence"),
            f"'licence' names more than one: '{licence}'",
            "name one, and give what another covers rights of its own",
        )
        return
    for found in LICENCE_NAME.finditer(document.text(*path, "statement") or ""):
        if not named or not _same_licence(_normalised_licence(found), named[0]):
            yield Problem(
                document.at(*path, "statement"),
                f"the statement says '{found[0]}', and the licence is '{licence}'",
                "name one licence for one owner's part",
            )
            return
    address = CC_LICENCE_ADDRESS.search(document.text(*path, "url") or "")
    if address and named and not _same_licence(_licence_at_address(address), named[0]):
        yield Problem(
            document.at(*path, "url"),
            f"the address is that of another licence than '{licence}'",
            "give the address of the licence that is named",
        )


def _work_problems(entry: Entry, framework: Entry | None) -> Iterator[Problem]:
    """Yield a problem for each third-party work whose owner, licence or use is not right."""
    document = entry.document
    ours = (framework.document.text("guidance_rights", "holder") if framework else None) or ""
    for i, work in enumerate(document.items("based_on")):
        if not isinstance(work, dict):
            continue
        path = ("based_on", i)
        holder, licence = document.text(*path, "holder"), document.text(*path, "licence")
        if not holder or not licence:
            continue
        if ours and _normalised_holder(holder) == _normalised_holder(ours):
            yield Problem(
                document.at(*path, "holder"),
                f"a work of others belongs to '{holder}', the owner of our own words",
                "name who owns the work, or leave it out where it is ours",
            )
        elif licence.lower() not in NO_LICENCE and not work.get("url"):
            yield Problem(
                document.at(*path, "licence"),
                f"'{licence}' is said to cover a work of '{holder}', and not where that is stated",
                "add its 'url', or write 'No licence stated'",
            )
        if work.get("use") == "adapted":
            yield from _adaptation_problems(
                entry, document.at(*path, "licence"), licence, framework
            )


def _adaptation_problems(
    entry: Entry, location: Location, licence: str, framework: Entry | None
) -> Iterator[Problem]:
    """Yield a problem if a card adapts a work in a way that the work's licence does not allow."""
    conditions = licence_terms(licence)
    card = _licence_of_card(entry, framework)
    if conditions is None or "unchanged" in conditions:
        yield Problem(
            location,
            f"the work is adapted, which '{licence}' does not allow",
            "describe it in other words, with 'use: described'",
        )
    elif card is not None and (
        ("alike" in conditions and licence_terms(card) != conditions)
        or ("no profit" in conditions and "no profit" not in (licence_terms(card) or ()))
    ):
        yield Problem(
            entry.document.at("card_rights", "licence"),
            f"the card is under '{card}', and adapts a work that is under '{licence}'",
            f"put the card's own words under '{licence}' too, in 'card_rights'",
        )


def _licence_of_card(entry: Entry, framework: Entry | None) -> str | None:
    """Return the licence of a card: its own, that of its record, or that of all our guidance."""
    for key in ("card_rights", "rights"):
        if licence := entry.document.text(key, "licence"):
            return licence
    return framework.document.text("guidance_rights", "licence") if framework else None


def _owner_licence_problems(entry: Entry, framework: Entry | None) -> Iterator[Problem]:
    """Yield a problem if the framework's owner is given another licence than the framework's."""
    if not framework or entry is framework:
        return
    owner = framework.document.text("rights", "holder")
    licence = framework.document.text("rights", "licence")
    for path in _rights_paths(entry):
        holder, own = entry.document.text(*path, "holder"), entry.document.text(*path, "licence")
        if path[-1] != "rights" or not (owner and licence and holder and own):
            continue
        if _normalised_holder(holder) == _normalised_holder(owner) and own != licence:
            yield Problem(
                entry.document.at(*path, "licence"),
                f"'{own}' is said to cover words of '{holder}', whose licence in "
                f"{framework.document.path} is '{licence}'",
                "name who wrote these words, or leave 'rights' out",
            )


def _normalised_licence(found: re.Match[str]) -> tuple[str, str]:
    """Return the terms and version of a licence, however its name is written."""
    if found["cc"]:
        return found["terms"].upper(), found["version"] or ""
    return ("free" if found["free"] else "ogl" if found["ogl"] else found["none"].lower()), ""


def _licence_at_address(found: re.Match[str]) -> tuple[str, str]:
    """Return the terms and version of a Creative Commons licence from its address."""
    return ("free", "") if found["free"] else (found["terms"].upper(), found["version"])


def _same_licence(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return whether two licences are the same; a missing version matches any."""
    return one[0] == other[0] and (one[1] == other[1] or not (one[1] and other[1]))


def _normalised_holder(holder: str) -> str:
    """Return a holder's name in lower case and without its article, for comparison."""
    return re.sub(r"^the\s+", "", holder.strip().casefold())
