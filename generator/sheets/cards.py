"""The deck of cards, one for each question and each resource: what each says, and its PDF.

`cards.typ` decides how a card looks. In: the framework. Out: the bytes of a PDF.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

from generator.drawing.marks import mark
from generator.drawing.qr import qr_image
from generator.model import credit
from generator.model.framework import Framework, NumberedQuestion
from generator.model.phrases import SITE_LANGUAGE, minutes, people
from generator.model.resource import Resource
from generator.model.section import Section
from generator.model.sheet_kinds import DECK, Size
from generator.permalinks.places import Permalinks
from generator.sheets.pdf import (
    PAPERS,
    DoesNotFitError,
    Drawn,
    Paper,
    compiled,
    compiler,
    marks,
)
from generator.sheets.plain import Labels, Language, as_json, language, own_language, unparted


@dataclass(frozen=True)
class Home:
    """A section to which a card belongs; `mark` is that of the section, 1 to `marks.MARKS`."""

    number: str
    label: str
    title: str
    id: str = ""
    mark: int = 1


@dataclass(frozen=True)
class Card:
    """A card with two sides.

    `text` is the question, or the name of the resource. `number` is '' for a resource; `summary`,
    `time` and `group` are '' for a question. `homes` are the sections to which it belongs: one
    for a question, any number for a resource. `address` is the permanent one, `printed` that of
    the QR code, and `credit` a line for each owner of its words, which says what a reader may do.
    `prompts` are what to ask next, on the back of a question. `qr` is that code as an SVG document,
    '' until `plain_deck` makes it. A spare card, to write on, has no home, no address and no code.
    """

    id: str
    kind: Literal["question", "resource", "spare"]
    number: str
    text: str
    homes: tuple[Home, ...]
    address: str
    printed: str
    credit: tuple[str, ...]
    summary: str = ""
    time: str = ""
    group: str = ""
    prompts: tuple[str, ...] = ()
    qr: str = ""


Edition = Size | Literal["press"]
"""A size of print, or the edition for a print shop: one card a page, with crop marks."""

ON_A_SHEET: Mapping[Edition, int] = MappingProxyType({"clear": 6, "large": 4, "press": 6})
"""How many cards are on a sheet, by `cards.typ`; a print shop gets those of clear sheets."""


@dataclass(frozen=True)
class PlainDeck:
    """A deck with all its words.

    `own` is the language of the framework's own words, `language` that of all others; `resource`
    stands on the cards of resources, `prompts` over those of a question, `qr_code` names a QR code.
    `spare` is a card to write on: as many as the last sheet has room for.
    """

    title: str
    author: str
    description: str
    own: Language
    language: Language
    edition: tuple[str, ...]
    resource: str
    prompts: str
    qr_code: str
    spare: Card
    cards: tuple[Card, ...]


def cards(framework: Framework, links: Permalinks) -> tuple[Card, ...]:
    """The whole deck: the questions in order, then the resources."""
    return (
        *(_of_question(framework, links, numbered) for numbered in framework.questions),
        *(_of_resource(framework, links, resource) for resource in framework.resources),
    )


def _of_question(framework: Framework, links: Permalinks, numbered: NumberedQuestion) -> Card:
    question = numbered.question
    shares = credit.of_question(framework, question, ways=True)
    return Card(
        id=question.id,
        kind="question",
        number=str(numbered.number),
        text=question.text,
        homes=(_home(framework, numbered.section),),
        address=links.address(links.permanent(question.id)),
        printed=links.printed(question.id),
        credit=_credit(shares, brief=bool(question.ways_in)),
        prompts=question.ways_in.prompts if question.ways_in else (),
    )


def _of_resource(framework: Framework, links: Permalinks, resource: Resource) -> Card:
    return Card(
        id=resource.id,
        kind="resource",
        number="",
        text=resource.title,
        homes=tuple(_home(framework, section) for section in framework.sections_of(resource)),
        address=links.address(links.permanent(resource.id)),
        printed=links.printed(resource.id),
        credit=_credit(credit.of_resource(framework, resource)),
        summary=resource.summary,
        time=minutes(resource.time),
        group=people(resource.group),
    )


def _spare(framework: Framework) -> Card:
    """The card on which a group writes a question of its own."""
    return Card(
        id=f"{DECK.name}--spare",
        kind="spare",
        number="",
        text="Our own question",
        homes=(),
        address="",
        printed="",
        credit=_credit(credit.of_guidance(framework)),
        summary="What do these cards not ask you? Write it on the other side, then talk about it.",
    )


def _home(framework: Framework, section: Section) -> Home:
    number = framework.numbers[section.id]
    return Home(str(number), section.label, section.title, section.id, mark(number))


def _credit(shares: credit.Shares, *, brief: bool = False) -> tuple[str, ...]:
    return tuple(map(unparted, credit.short(shares, "this card", brief=brief)))


def plain_deck(
    deck: tuple[Card, ...], framework: Framework, code: Callable[[str], str] = qr_image
) -> PlainDeck:
    """A deck with all its words; `code` makes the QR code of an address, as an SVG document."""
    about = framework.about
    return PlainDeck(
        title=f"Cards: {about.title}",
        author=about.credit,
        description=f"Cards to cut out and hand out, from: {about.title}",
        own=own_language(about),
        language=language(SITE_LANGUAGE),
        edition=(f"{about.short_title},", f"edition {about.edition}"),
        resource="Resource",
        prompts="You could ask",
        qr_code=Labels().qr_code,
        spare=_spare(framework),
        cards=tuple(replace(card, qr=code(card.printed)) for card in deck),
    )


def draw(words: PlainDeck, paper: Paper, size: Edition, family: str) -> Drawn:
    """Draw a deck in a family of `fonts`: fronts, and after each page its backs.

    Raises `DoesNotFitError` with every card of which the words run over it in the smallest type.
    """
    spare = (words.spare,) * (-len(words.cards) % ON_A_SHEET[size])
    words = replace(words, cards=(*words.cards, *spare))
    draws = compiler("cards.typ")
    inputs = {
        "deck": json.dumps(as_json(words), ensure_ascii=False),
        "paper": PAPERS[paper][0],
        "size": size,
        "font": family,
    }
    pdf = compiled(draws, inputs)
    sides = marks(draws)["side"]
    homes = {card.id: card.homes for card in words.cards}
    if long := [_too_long(side, homes[side["id"]]) for side in sides if not side["fits"]]:
        raise DoesNotFitError(*dict.fromkeys(long))
    return Drawn(pdf, max((side["page"] for side in sides), default=1), ())


def _too_long(side: dict[str, Any], homes: Sequence[Home]) -> str:
    """The id of what is too long on a side: the card, or the label of its section or its rights."""
    if side["long"] == "label" and homes:
        return f"{homes[0].id}--label"
    return f"{side['id']}--rights" if side["long"] == "credit" else str(side["id"])
