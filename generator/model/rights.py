"""Who owns each part of what is published, and what others may do with that part."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from generator.model.values import Quoted, Record, WebAddress


class Rights(Record):
    """Who owns one part of what stands on a page, and its licence, which covers that part alone."""

    covers: Quoted | None = Field(
        None,
        description="The part that it covers, in a few words, such as 'Our words'; where left "
        "out, it is named by where it stands.",
    )
    holder: Quoted = Field(
        description="Who owns this part: one owner, or several who own the whole of it together."
    )
    licence: Quoted = Field(
        description="The licence by its usual name, 'All rights reserved' or 'No licence stated'."
    )
    url: WebAddress | None = Field(None, description="Where the licence can be read.")
    statement: Quoted | None = Field(
        None,
        description="What else has to be said of it, in whole sentences; owner and licence are "
        "said already.",
    )


class Work(Rights):
    """A model or work of somebody else, on which a card is based."""

    covers: Quoted = Field(
        description="The work, as it is named in a sentence: 'the four-player model'."
    )
    by: Quoted | None = Field(None, description="Who made it, where that is not the owner.")
    use: Literal["described", "adapted", "quoted"] = Field(
        "described",
        description="What the card does with it. described: tells of it in other words. adapted: "
        "its own content is in the card, changed. quoted: a few words of it stand in the card.",
    )


NOTHING_GRANTED = ("all rights reserved", "no licence stated")
"""What stands, in small letters, in place of a licence where there is none."""

NAMED = re.compile(
    r"\b(?P<cc>CC[ -]?(?P<terms>BY(?:-(?:NC|ND|SA))*)(?: ?(?P<version>\d\.\d))?)"
    r"|\b(?P<free>CC0|public domain)|\b(?P<ogl>OGL|open government licen[cs]e)"
    rf"|\b(?P<none>{'|'.join(NOTHING_GRANTED)})",
    re.IGNORECASE,
)
"""The name of a licence that we know, wherever it stands in a text."""

TERMS = {"BY": "credit", "SA": "alike", "NC": "no profit", "ND": "unchanged"}
"""What each part of the name of a Creative Commons licence asks for."""


def terms(licence: str) -> frozenset[str] | None:
    """What a licence asks of those who copy: some of the `TERMS`, or nothing at all.

    None where it lets nobody copy, or is none that we know: then nothing may be promised.
    """
    found = NAMED.match(licence.strip())
    if not found or found["none"]:
        return None
    if found["cc"]:
        return frozenset(TERMS[part] for part in found["terms"].upper().split("-"))
    return frozenset({"credit"} if found["ogl"] else ())
