"""A licence covers its holder's part and no other: what would say more is refused.

Works on what `loader` read, valid or not, so that one run tells all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.data.loader import Entry, Loaded
from generator.data.yaml_reader import Path_
from generator.errors import Location, Problem
from generator.model.rights import LICENCE_NAME, NO_LICENCE, licence_terms

SEVERAL = re.compile(r";\s+[^\W\d_]|\((?:the|a|an|its|their|his|her)\b", re.IGNORECASE)
"""What stands in the name of an owner that lists several, each with a part."""

DEED = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<terms>by[-a-z]*)/(?P<version>\d\.\d)|(?P<free>publicdomain))"
)
"""The address of a Creative Commons licence."""

SIGN = re.compile(r"©\s*(?:the\s+)?", re.IGNORECASE)


def problems(loaded: Loaded) -> Iterator[Problem]:
    """What gives one owner's licence to another's part, one rule after the other."""
    framework = next(loaded.of("framework"), None)
    for entry in loaded.entries:
        for path in _rights(entry):
            yield from _one_owner(entry, path)
            yield from _one_licence(entry, path)
        yield from _works(entry, framework)
        yield from _same_owner(entry, framework)


def _rights(entry: Entry) -> Iterator[Path_]:
    """Where rights stand in a record."""
    document = entry.document
    places: list[Path_] = [("rights",), ("guidance_rights",), ("card_rights",)]
    places += [("based_on", i) for i, _ in enumerate(document.items("based_on"))]
    for i, _ in enumerate(document.items("questions")):
        places += [("questions", i, "rights"), ("questions", i, "ways_in", "rights")]
    return (path for path in places if isinstance(document.get(*path), dict))


def _one_owner(entry: Entry, path: Path_) -> Iterator[Problem]:
    """One owner, or several of the whole; and no other is named as the owner."""
    document = entry.document
    holder, statement = document.text(*path, "holder"), document.text(*path, "statement")
    if not holder:
        return
    place = document.at(*path, "holder")
    if SEVERAL.search(holder):
        yield Problem(
            place,
            "'holder' names the owners of different parts",
            "one licence covers one owner's part: give each part rights of its own",
        )
    elif found := LICENCE_NAME.search(holder) or SIGN.search(holder):
        yield Problem(place, f"'{found[0].strip()}' stands in 'holder'", "name the owner alone")
    else:
        yield from _no_other(entry, path, holder, statement or "")


def _no_other(entry: Entry, path: Path_, holder: str, statement: str) -> Iterator[Problem]:
    """No statement of one owner's rights says that something belongs to another."""
    for sign in SIGN.finditer(statement):
        named = statement[sign.end() :]
        if not named.casefold().startswith(_bare(holder)):
            yield Problem(
                entry.document.at(*path, "statement"),
                f"the statement names an owner who is not '{holder}'",
                "say whose it is in 'holder', and give another's part rights of its own",
            )
            return


def _one_licence(entry: Entry, path: Path_) -> Iterator[Problem]:
    """One licence, the same in its name, its address and what is said of it."""
    document = entry.document
    licence = document.text(*path, "licence") or ""
    named = [_plain(found) for found in LICENCE_NAME.finditer(licence)]
    if len(named) > 1:
        yield Problem(
            document.at(*path, "licence"),
            f"'licence' names more than one: '{licence}'",
            "name one, and give what another covers rights of its own",
        )
        return
    for found in LICENCE_NAME.finditer(document.text(*path, "statement") or ""):
        if not named or not _agree(_plain(found), named[0]):
            yield Problem(
                document.at(*path, "statement"),
                f"the statement says '{found[0]}', and the licence is '{licence}'",
                "name one licence for one owner's part",
            )
            return
    deed = DEED.search(document.text(*path, "url") or "")
    if deed and named and not _agree(_of_deed(deed), named[0]):
        yield Problem(
            document.at(*path, "url"),
            f"the address is that of another licence than '{licence}'",
            "give the address of the licence that is named",
        )


def _works(entry: Entry, framework: Entry | None) -> Iterator[Problem]:
    """What others own keeps their licence, and a card asks for what it asks."""
    document = entry.document
    ours = (framework.document.text("guidance_rights", "holder") if framework else None) or ""
    for i, work in enumerate(document.items("based_on")):
        if not isinstance(work, dict):
            continue
        at = ("based_on", i)
        holder, licence = document.text(*at, "holder"), document.text(*at, "licence")
        if not holder or not licence:
            continue
        if ours and _bare(holder) == _bare(ours):
            yield Problem(
                document.at(*at, "holder"),
                f"a work of others belongs to '{holder}', the owner of our own words",
                "name who owns the work, or leave it out where it is ours",
            )
        elif licence.lower() not in NO_LICENCE and not work.get("url"):
            yield Problem(
                document.at(*at, "licence"),
                f"'{licence}' is said to cover a work of '{holder}', and not where that is stated",
                "add its 'url', or write 'No licence stated'",
            )
        if work.get("use") == "adapted":
            yield from _adapted(entry, document.at(*at, "licence"), licence, framework)


def _adapted(
    entry: Entry, place: Location, licence: str, framework: Entry | None
) -> Iterator[Problem]:
    """A card that holds another's content in a changed form has the licence that this asks for."""
    asks = licence_terms(licence)
    card = _licence_of_card(entry, framework)
    if asks is None or "unchanged" in asks:
        yield Problem(
            place,
            f"the work is adapted, which '{licence}' does not allow",
            "describe it in other words, with 'use: described'",
        )
    elif card is not None and (
        ("alike" in asks and licence_terms(card) != asks)
        or ("no profit" in asks and "no profit" not in (licence_terms(card) or ()))
    ):
        yield Problem(
            entry.document.at("card_rights", "licence"),
            f"the card is under '{card}', and adapts a work that is under '{licence}'",
            f"put the card's own words under '{licence}' too, in 'card_rights'",
        )


def _licence_of_card(entry: Entry, framework: Entry | None) -> str | None:
    for key in ("card_rights", "rights"):
        if licence := entry.document.text(key, "licence"):
            return licence
    return framework.document.text("guidance_rights", "licence") if framework else None


def _same_owner(entry: Entry, framework: Entry | None) -> Iterator[Problem]:
    """The framework's owner gives the framework's licence, in one place."""
    if not framework or entry is framework:
        return
    owner = framework.document.text("rights", "holder")
    licence = framework.document.text("rights", "licence")
    for path in _rights(entry):
        holder, own = entry.document.text(*path, "holder"), entry.document.text(*path, "licence")
        if path[-1] != "rights" or not (owner and licence and holder and own):
            continue
        if _bare(holder) == _bare(owner) and own != licence:
            yield Problem(
                entry.document.at(*path, "licence"),
                f"'{own}' is said to cover words of '{holder}', whose licence in "
                f"{framework.document.path} is '{licence}'",
                "name who wrote these words, or leave 'rights' out",
            )


def _plain(found: re.Match[str]) -> tuple[str, str]:
    """A licence without the ways in which it may be written: its terms and its version."""
    if found["cc"]:
        return found["terms"].upper(), found["version"] or ""
    return ("free" if found["free"] else "ogl" if found["ogl"] else found["none"].lower()), ""


def _of_deed(found: re.Match[str]) -> tuple[str, str]:
    return ("free", "") if found["free"] else (found["terms"].upper(), found["version"])


def _agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names are of one licence; a version that is left out may be any."""
    return one[0] == other[0] and (one[1] == other[1] or not (one[1] and other[1]))


def _bare(holder: str) -> str:
    return re.sub(r"^the\s+", "", holder.strip().casefold())
