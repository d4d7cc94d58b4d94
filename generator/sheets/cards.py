"""The deck: a card for each question and each resource, to cut out and hand round a table.

The only place that decides what a card says; `cards.typ` decides how it looks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from generator.drawing.qr import qr_image
from generator.model import credit
from generator.model.framework import Framework, NumberedQuestion
from generator.model.phrases import SITE_LANGUAGE, minutes, people
from generator.model.resource import Resource
from generator.model.section import Section
from generator.permalinks.places import Permalinks
from generator.sheets.pdf import (
    PAPERS,
    TIMESTAMP,
    DoesNotFitError,
    Drawn,
    Paper,
    Size,
    compiler,
    marks,
)
from generator.sheets.plain import LABELS, language, unparted


@dataclass(frozen=True)
class Home:
    """A section to which a card belongs: its number chooses the mark."""

    number: str
    label: str
    title: str
    id: str = ""


@dataclass(frozen=True)
class Card:
    """A card with two sides.

    `text` is the question, or the name of the resource. `number` is '' for a resource; `summary`,
    `time` and `group` are '' for a question. `homes` are the sections to which it belongs: one
    for a question, any number for a resource. `address` is the permanent one, `printed` that of
    the QR code, and `credit` a line for each owner of its words, which says what a reader may do.
    """

    id: str
    kind: Literal["question", "resource"]
    number: str
    text: str
    homes: tuple[Home, ...]
    address: str
    printed: str
    credit: tuple[str, ...]
    summary: str = ""
    time: str = ""
    group: str = ""


def cards(framework: Framework, links: Permalinks) -> tuple[Card, ...]:
    """The whole deck: the questions in order, then the resources."""
    return (
        *(_of_question(framework, links, numbered) for numbered in framework.questions),
        *(_of_resource(framework, links, resource) for resource in framework.resources),
    )


def _of_question(framework: Framework, links: Permalinks, numbered: NumberedQuestion) -> Card:
    question = numbered.question
    return Card(
        id=question.id,
        kind="question",
        number=numbered.number,
        text=question.text,
        homes=(_home(framework, numbered.section),),
        address=links.address(links.permanent(question.id)),
        printed=links.printed(question.id),
        credit=_credit(credit.of_question(framework, question)),
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


def _home(framework: Framework, section: Section) -> Home:
    return Home(framework.numbers[section.id], section.label, section.title, section.id)


def _credit(shares: credit.Shares) -> tuple[str, ...]:
    return tuple(map(unparted, credit.short(shares, "this card")))


def on_paper(
    deck: tuple[Card, ...], framework: Framework, code: Callable[[str], str] = qr_image
) -> dict[str, Any]:
    """All the words of a deck as plain data; `code` makes the QR code of an address, in SVG."""
    about = framework.about
    return {
        "title": f"Cards: {about.title}",
        "author": about.credit,
        "description": f"Cards to cut out and hand out, from: {about.title}",
        "own": language(about.language) | {"direction": about.direction},
        **language(SITE_LANGUAGE),
        "edition": [f"{about.short_title},", f"edition {about.edition}"],
        "resource": "Resource",
        "code": LABELS["code"],
        "cards": [asdict(card) | {"qr": code(card.printed)} for card in deck],
    }


def draw(words: dict[str, Any], paper: Paper, size: Size, family: str) -> Drawn:
    """Draw what `on_paper` gave, in a family of `fonts`: fronts, and after each page its backs.

    Raises `DoesNotFitError` with every card of which the words run over it in the smallest type.
    """
    draws = compiler("cards.typ")
    inputs = {
        "deck": json.dumps(words, ensure_ascii=False),
        "paper": PAPERS[paper][0],
        "size": size,
        "font": family,
    }
    pdf = draws.compile(
        sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"], timestamp=TIMESTAMP
    )
    assert isinstance(pdf, bytes)  # Typst gives a list where each page is a picture
    sides = marks(draws)["side"]
    homes = {card["id"]: card["homes"] for card in words["cards"]}
    if long := [_too_long(side, homes[side["id"]]) for side in sides if not side["fits"]]:
        raise DoesNotFitError(*dict.fromkeys(long))
    return Drawn(pdf, max((side["page"] for side in sides), default=1), ())


def _too_long(side: dict[str, Any], homes: Sequence[dict[str, Any]]) -> str:
    """The id of what is too long on a side: the card, or the label of its section or its rights."""
    if side["long"] == "label" and homes:
        return f"{homes[0]['id']}--label"
    return f"{side['id']}--rights" if side["long"] == "credit" else str(side["id"])
