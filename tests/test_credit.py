"""Whose each part is, and what a reader may do with it: no licence is put on another's part."""

from __future__ import annotations

import json
import re

import pytest

from generator.model import credit
from generator.model.framework import Framework
from generator.model.rights import Rights, Work, licence_terms
from generator.permalinks.places import Permalinks
from generator.sheets.cards import cards
from generator.sheets.kinds import places, sheets
from generator.sheets.plain import plain_sheet
from generator.web import dataset, schema_org
from generator.web.pages import render
from tests.golden import added, planned, with_ways

THEIRS = "The framework's words © Its makers: no licence stated, ask before you publish."


def links_of(framework: Framework) -> Permalinks:
    """The addresses of a framework and its sheets."""
    return Permalinks(framework, "https://a.example/", places(tuple(sheets(framework))))


@pytest.mark.parametrize(
    ("licence", "asks"),
    [
        ("CC BY 4.0", {"credit"}),
        ("CC BY-SA 4.0", {"credit", "alike"}),
        ("cc by-nc-nd 3.0", {"credit", "no profit", "unchanged"}),
        ("CC0 1.0", set()),
        ("Public domain", set()),
        ("Open Government Licence v3.0", {"credit"}),
        ("All rights reserved", None),
        ("No licence stated", None),
        ("Our own terms", None),
    ],
)
def test_what_a_licence_asks_is_known_by_its_name(licence: str, asks: set[str] | None) -> None:
    """Nothing is promised of a licence that we do not know."""
    assert licence_terms(licence) == (None if asks is None else frozenset(asks))


@pytest.mark.parametrize(
    ("licence", "line"),
    [
        ("CC BY 4.0", "Our words: CC BY 4.0, you may copy this sheet."),
        ("CC BY-ND 4.0", "Our words: CC BY-ND 4.0, you may copy this sheet unchanged."),
        ("CC BY-NC 4.0", "Our words: CC BY-NC 4.0, you may copy this sheet, not for profit."),
        ("All rights reserved", "Our words: all rights reserved, ask before you publish."),
        ("Our own terms", "Our words: Our own terms."),
    ],
)
def test_a_line_says_first_what_a_reader_may_do(licence: str, line: str) -> None:
    """It promises no more than the licence does."""
    share = credit.Share("Our words", Rights(holder="Us", licence=licence), named=False)
    assert credit.short((share,), "this sheet") == [line]


@pytest.mark.parametrize(
    ("use", "licence", "lines"),
    [
        ("described", "All rights reserved",
         ["Ours: CC BY 4.0, you may copy this card.", "Based on the model by Somebody."]),
        ("quoted", "No licence stated",
         ["Ours: CC BY 4.0, free to copy.", "Quotes the model by Somebody."]),
        ("quoted", "CC BY 4.0",
         ["Ours: CC BY 4.0, you may copy this card.", "Quotes the model by Somebody, CC BY 4.0."]),
        ("adapted", "CC BY-SA 4.0",
         ["Ours: CC BY 4.0, you may copy this card.",
          "Adapted from the model by Somebody, CC BY-SA 4.0."]),
    ],
)  # fmt: skip
def test_a_work_of_others_keeps_its_own_licence(use: str, licence: str, lines: list[str]) -> None:
    """The whole may be copied only where no words of others stand on it without a licence."""
    work = Work.model_validate(
        {"covers": "the model", "holder": "Somebody", "licence": licence, "use": use}
    )
    ours = Rights(holder="Us", licence="CC BY 4.0")
    shares = (credit.Share("Ours", ours, named=False), credit.Share("the model", work))
    assert credit.short(shares, "this card") == lines
    first, second = map(str, credit.in_full(shares))
    assert "Somebody" not in first
    assert "Us" not in second


def test_no_line_names_two_owners_or_two_licences(framework: Framework) -> None:
    """On every sheet and card of the toolkit, each line tells of one owner's part."""
    owners = {framework.about.rights.holder, framework.about.guidance_rights.holder}
    owners |= {work.holder for resource in framework.resources for work in resource.based_on}
    for sheet in sheets(framework):
        for share, line in zip(sheet.shares, credit.in_full(sheet.shares), strict=True):
            told = line.before + line.licence
            assert re.findall("©", told) in ([], ["©"])
            others = {name for name in owners if name in told} - {share.rights.holder}
            assert all(name in share.rights.holder for name in others)


@pytest.mark.parametrize("named", ["why", "next"])
def test_a_question_that_was_added_has_its_own_owner_everywhere(named: str) -> None:
    """On its card, in the data, on its permanent page and in its frame; so has one in a section."""
    framework = added()
    links = links_of(framework)
    line = "This question © Northshire: CC BY 4.0"
    (card,) = (card for card in cards(framework, links) if card.id == named)
    assert "".join(card.credit).replace("\N{NO-BREAK SPACE}", " ").startswith(line)
    published = {page.path: page.content for page in render(framework, links, {})}
    for path in (f"go/{named}/index.html", f"embed/{named}/index.html"):
        assert line in published[path]
        assert "Its makers" not in published[path]
    held = {file.path: file.content.decode("utf-8-sig") for file in dataset.files(framework, links)}
    (row,) = (row for row in held["framework.csv"].splitlines() if f'"question","{named}"' in row)
    assert '"Northshire","CC BY 4.0"' in row
    assert "Its makers" not in row
    asked = {
        question["id"]: question["rights"]["holder"]
        for section in json.loads(held["framework.json"])["sections"]
        for question in section["questions"]
    }
    assert asked == {"who": "Its makers", "why": "Northshire", "next": "Northshire"}


def test_a_sheet_names_the_owner_of_each_question() -> None:
    """Beside those of the framework, with the number of what was added."""
    framework = added()
    shown = {sheet.id: list(map(str, credit.in_full(sheet.shares))) for sheet in sheets(framework)}
    own = "© Northshire: CC BY 4.0, free to copy and change with credit."
    assert shown["one"][1:] == [f"Question 1.2 {own}", f"{THEIRS} Words © its makers."]
    assert shown["two"][1:] == [f"Section 2 {own}"]
    assert shown["framework"][1] == f"Section 2 and question 1.2 {own}"
    words = {sheet.id: plain_sheet(sheet, framework, "") for sheet in sheets(framework)}
    assert words["two"].author == "Its helpers; Northshire"
    assert "Its makers" not in words["two"].credit


def test_search_engines_are_told_the_owner_of_what_was_added() -> None:
    """A question in a section of the framework, and a whole section."""
    framework = added()
    first, second = (
        schema_org.of_section(section, framework, links_of(framework))
        for section in framework.sections
    )
    assert first["copyrightHolder"] == "Its makers"
    assert [part.get("copyrightHolder") for part in first["hasPart"]] == [None, "Northshire"]
    assert (second["copyrightHolder"], second["creditText"]) == ("Northshire", "Northshire")


def test_a_page_says_whose_a_question_is_that_was_added() -> None:
    """Below it, and in what is copied; the framework's own have no such line."""
    framework = added()
    pages = {page.path: page.content for page in render(framework, links_of(framework), {})}
    asked = pages["framework/one.md"].split('<div class="ask"')
    assert "Northshire" not in asked[1]
    assert "This question © Northshire" in asked[2]
    assert '"authors": ["Northshire"]' in asked[2]


@pytest.mark.parametrize("kind", ["resource", "plan", "ways in"])
def test_other_records_may_have_owners_of_their_own(kind: str) -> None:
    """A resource, a session plan and ways in name who wrote them, not us."""
    theirs = {"rights": Rights(holder="Southshire", licence="CC BY-SA 4.0")}
    whole = planned() if kind == "plan" else with_ways()
    if kind == "resource":
        changed = whole.resources[1].model_copy(update=theirs)
        whole = whole.model_copy(update={"resources": (whole.resources[0], changed)})
        shares = credit.of_resource(whole, changed, title=True)
        assert [share.rights.holder for share in shares] == ["Southshire", "Its writer"]
    elif kind == "plan":
        changed = whole.plans[0].model_copy(update=theirs)
        shares = credit.of_plan(whole, changed)
        assert [share.rights.holder for share in shares] == ["Southshire", "Its makers"]
    else:
        one, two = whole.sections
        who, why = one.questions
        ways = who.ways_in.model_copy(update=theirs)
        one = one.model_copy(update={"questions": (who.model_copy(update={"ways_in": ways}), why)})
        whole = whole.model_copy(update={"sections": (one, two)})
        shares = credit.of_section(whole, one, ways=True)
        assert "Help with question 1.1" in [share.what for share in shares]
        assert [share.what for share in credit.of_section(whole, one)] == [
            "Our words",
            "The framework's words",
        ]
