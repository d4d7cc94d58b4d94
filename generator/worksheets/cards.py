"""The deck: a card for each question and each resource, to cut out and hand round a table.

The only place that decides what a card says; `cards.typ` decides how it looks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from generator.model.framework import Framework, NumberedQuestion
from generator.model.resource import Resource
from generator.model.section import Section
from generator.model.values import Rights
from generator.permalinks import Permalinks
from generator.templating import SITE_LANGUAGE, minutes, people, qr_image
from generator.worksheets.pdf import (
    PAPERS,
    TIMESTAMP,
    DoesNotFitError,
    Drawn,
    Paper,
    Size,
    compiler,
    marks,
)
from generator.worksheets.plain import language


@dataclass(frozen=True)
class Home:
    """A section to which a card belongs: its number chooses the mark."""

    number: str
    label: str
    title: str


@dataclass(frozen=True)
class Card:
    """A card with two sides.

    `text` is the question, or the name of the resource. `number` is '' for a resource; `summary`,
    `time` and `group` are '' for a question. `homes` are the sections to which it belongs: one
    for a question, any number for a resource. `address` is the permanent one, `printed` that of
    the QR code, and `credit` the owners of its words, each with the licence.
    """

    id: str
    kind: Literal["question", "resource"]
    number: str
    text: str
    homes: tuple[Home, ...]
    address: str
    printed: str
    credit: tuple[tuple[str, str], ...]
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
        credit=_credit(framework.about.rights),
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
        credit=_credit(resource.rights, framework.rights_in_card(resource)),
        summary=resource.summary,
        time=minutes(resource.time),
        group=people(resource.group),
    )


def _home(framework: Framework, section: Section) -> Home:
    return Home(framework.numbers[section.id], section.label, section.title)


def _credit(*every: Rights) -> tuple[tuple[str, str], ...]:
    return tuple((rights.holder, rights.licence) for rights in every)


def on_paper(
    deck: tuple[Card, ...], framework: Framework, code: Callable[[str], str] = qr_image
) -> dict[str, Any]:
    """All the words of a deck as plain data; `code` makes the QR code of an address, in SVG."""
    about = framework.about
    return {
        "title": f"Cards: {about.title}",
        "author": about.credit,
        "description": f"Cards to cut out and hand round, from: {about.title}",
        "own": language(about.language) | {"direction": about.direction},
        **language(SITE_LANGUAGE),
        "edition": [f"{about.short_title},", f"edition {about.edition}"],
        "resource": "Resource",
        "cards": [asdict(card) | {"qr": code(card.printed)} for card in deck],
    }


def draw(words: dict[str, Any], paper: Paper, size: Size, family: str) -> Drawn:
    """Draw what `on_paper` gave, in a family of `fonts`: fronts, and after each page its backs.

    Raises `DoesNotFitError` where the words of a card run over it in the smallest type.
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
    for side in sides:
        if not side["fits"]:
            raise DoesNotFitError(side["id"])
    return Drawn(pdf, max((side["page"] for side in sides), default=1), ())
