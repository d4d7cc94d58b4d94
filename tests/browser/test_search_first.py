"""What people type leads first to a sensible place."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import pages
from tests.conftest import framework_of_the_toolkit

FRAMEWORK = framework_of_the_toolkit()

TYPED = {
    # People who lead a session, with a workshop on Thursday.
    "icebreaker": "resources/nine-whys/",
    "ice breakers": "resources/nine-whys/",
    "warm-up": "resources/nine-whys/",
    "nine whys": "resources/nine-whys/",
    "9 whys": "resources/nine-whys/",
    "5 whys": "resources/nine-whys/",
    "agenda": "plan/",
    "away day": "plan/half-day/",
    "half day": "plan/half-day/",
    "30 minutes": "plan/board-slot/",
    "first meeting": "plan/first-meeting/",
    "first meeting agenda": "plan/first-meeting/",
    "new partner": "plan/new-partner/",
    "zoom": "plan/online-session/",
    "online": "plan/online-session/",
    "workshop": "use/workshop/",
    "facilitator": "use/workshop/",
    "facilitating": "use/workshop/",
    "timer": "use/workshop/",
    "conflict": "plan/went-wrong/",
    "how do we deal with conflict?": "plan/went-wrong/",
    "upset": "use/safety/#if-someone-is-upset",
    "stuck": "use/conversations/#when-the-conversation-gets-stuck",
    "trust": "use/safety/",
    "appreciative enquiry": "resources/appreciative-inquiry/",
    "kantor": "resources/four-player-model/",
    "bridges": "resources/bridges-transitions/",
    "myron rogers": "resources/living-systems-maxims/",
    "human centered design": "resources/human-centred-design/",
    # People who lead a partnership.
    "look back": "use/established/",
    "six months": "use/established/",
    "six months later": "use/established/",
    "answer alone": "use/alone/",
    "before the meeting": "use/alone/",
    "maturity matrix": "use/beside/",
    "purpose-look-back": "worksheets/purpose-look-back/",
    "review": "worksheets/review/",
    "anual review": "plan/yearly-review/",
    "terms of reference": "use/linking/",
    "TOR": "use/linking/",
    "mou": "use/linking/",
    "who pays": "use/preparing/",
    "expenses": "use/preparing/",
    "money": "use/beside/",
    "funding": "use/beside/",
    "evaluation": "use/beside/",
    "ladder": "use/beside/",
    "theory of change": "framework/role/#leading-to-change",
    "stakeholder": "framework/people/#stakeholders",
    "stakeholder mapping": "resources/stakeholder-analysis/",
    "power": "framework/sharing/#power",
    "what about power?": "framework/sharing/#power",
    "staff turnover": "framework/people/#membership-changes",
    "leadership": "resources/leading-across/",
    "purpose": "framework/purpose/",
    # Members of small groups.
    "large print": "worksheets/",
    "braille": "about/accessibility/",
    "easy read": "about/accessibility/",
    "NHS": "use/glossary/#nhs",
    "VCSE": "use/glossary/#vcse",
    "consent": "use/glossary/#consent",
    "safeguarding": "use/glossary/#safeguarding",
    "jargon": "use/glossary/",
    "glossary": "use/glossary/",
    "what does it mean": "use/glossary/",
    "people fall out": "use/conversations/",
    "complaint": "use/conversations/",
    "confidentiality": "use/conversations/",
    "someone dominates the meeting": "use/conversations/",
    "cookies": "about/privacy/",
    # People who use the words elsewhere, and those who keep them.
    "pdf": "worksheets/",
    "word": "worksheets/",
    "cards": "worksheets/",
    "cite": "use/linking/",
    "embed": "use/linking/",
    "QR code": "use/linking/",
    "csv": "use/linking/",
    "licence": "about/rights/",
    "license": "about/rights/",
    "copyright": "about/rights/",
    "liberating structures": "about/rights/",
    "translate": "use/adapting/",
    "change a word": "use/adapting/#change-a-word",
    # Slips of the finger.
    "conflcit": "plan/went-wrong/",
    "stakehodler analysis": "resources/stakeholder-analysis/",
    "faciltiator": "use/workshop/",
    # Numbers, ids and addresses.
    "3.4": "framework/people/#membership-changes",
    "question 3.4": "framework/people/#membership-changes",
    "Q3.4": "framework/people/#membership-changes",
    "(3.4)": "framework/people/#membership-changes",
    "4": "framework/sharing/",
    "section 4": "framework/sharing/",
    "leading-to-change": "framework/role/#leading-to-change",
    "/go/impact/": "framework/purpose/#impact",
    "https://partners.example/toolkit/go/nine-whys/?v=2022-1.0": "resources/nine-whys/",
}
"""Searches, and the page that must come first."""

FIRST = """async (queries) => {
  const field = document.querySelector("#q");
  return queries.map((query) => {
    field.value = query;
    field.dispatchEvent(new Event("input"));
    return document.querySelector(".found__open")?.href;
  });
}"""


class Searched(NamedTuple):
    """An open page of the search, all of which is there."""

    page: Page
    address: str

    def first(self, *queries: str) -> list[str]:
        """Where the first result of each query leads, below the site's address."""
        found = self.page.evaluate(FIRST, list(queries))
        return [(href or "nothing").removeprefix(self.address) for href in found]


@pytest.fixture(scope="module")
def searched(browser: Browser, address: str) -> Searched:
    page = browser.new_page()
    page.goto(f"{address}search/")
    page.wait_for_load_state("networkidle")
    pages.field(page).fill("kantor")  # stands in the texts alone
    expect(pages.results(page).first).to_be_visible()
    return Searched(page, address)


@pytest.mark.parametrize(("query", "path"), TYPED.items(), ids=TYPED)
def test_what_people_type_leads_somewhere_sensible(
    searched: Searched, query: str, path: str
) -> None:
    """Facilitators, leads, members of small groups, maintainers; misspelt, in other words."""
    assert [path] == searched.first(query)


def test_every_search_of_the_data_leads_where_it_says(searched: Searched) -> None:
    """Each of its words alone, in capitals and with a question mark."""
    targets = {"framework": "framework/"} | {
        place["id"]: place["path"]
        for place in searched.page.evaluate(
            "address => [...document.querySelectorAll('.everything a[data-id]')]"
            ".map(link => ({id: link.dataset.id, path: link.href.slice(address.length)}))",
            searched.address,
        )
    }
    wanted = [
        (word, targets.get(it.first, it.first)) for it in FRAMEWORK.searches for word in it.words
    ]
    for form in (str, str.upper, "{}?".format):
        led = searched.first(*(form(word) for word, _ in wanted))
        assert [] == [
            (word, path, got) for (word, path), got in zip(wanted, led, strict=True) if got != path
        ]


def test_every_number_and_id_and_wording_leads_to_its_question(searched: Searched) -> None:
    """The exact one comes first, whatever else holds the number or the words."""
    for make in (
        lambda it: str(it.number),
        lambda it: f"question {it.number}",
        lambda it: it.question.id,
        lambda it: it.question.text,
        lambda it: f"“{it.question.text.replace(chr(39), '’')}”",
    ):
        led = searched.first(*(make(it) for it in FRAMEWORK.questions))
        assert [f"framework/{it.section.id}/#{it.question.id}" for it in FRAMEWORK.questions] == led


@pytest.mark.parametrize(
    "signs", ['"{}"', "“{}”", "({})", "{}?", "‘{}’", "«\u00a0{}\u00a0»", "{}\u00ad"]
)
def test_signs_around_a_word_change_nothing(searched: Searched, signs: str) -> None:
    """A word in quotation marks or brackets finds what it finds without."""
    words = ["power", "vision", "half day", "kantor", "braille", "safeguarding"]
    assert searched.first(*words) == searched.first(*(signs.format(word) for word in words))
