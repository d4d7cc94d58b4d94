"""Records of ownership and licences, and the conditions of the licences that are known.

Takes licence names as authors write them. Must not know where or how rights are shown.
"""

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


NO_LICENCE = ("all rights reserved", "no licence stated")
"""Values of `licence`, in lower case, that grant nothing."""

LICENCE_NAME = re.compile(
    r"\b(?P<cc>CC[ -]?(?P<terms>BY(?:-(?:NC|ND|SA))*)(?: ?(?P<version>\d\.\d))?)"
    r"|\b(?P<free>CC0|public domain)|\b(?P<ogl>OGL|open government licen[cs]e)"
    rf"|\b(?P<none>{'|'.join(NO_LICENCE)})",
    re.IGNORECASE,
)
"""The name of a known licence, anywhere in a text."""

CC_TERMS = {"BY": "credit", "SA": "alike", "NC": "no profit", "ND": "unchanged"}
"""The condition that each element of a Creative Commons licence name stands for."""


def licence_terms(licence: str) -> frozenset[str] | None:
    """Return the conditions of a licence, as values of `CC_TERMS`; empty for a public-domain one.

    None where the licence allows no copying or is unknown, so that nothing may be promised.
    """
    found = LICENCE_NAME.match(licence.strip())
    if not found or found["none"]:
        return None
    if found["cc"]:
        return frozenset(CC_TERMS[part] for part in found["terms"].upper().split("-"))
    return frozenset({"credit"} if found["ogl"] else ())
