"""What is copied, in each form, is made of what is copied alone: no page is needed for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.copying import ALL_LINKS, BIBTEX, HTML, MARKDOWN, QUOTE, REFERENCE, RIS

ADDRESS = "https://x.example/go/why/"
QUESTION = {
    "kind": "question",
    "id": "why",
    "number": "1.2",
    "words": "Why <now>?",
    "lang": "cy",
    "dir": "ltr",
    "address": ADDRESS,
    "permanent": ADDRESS,
    "site": "The toolkit",
    "source": {"authors": ["A & B", "C"], "title": "The *work*", "year": "2022"},
}
SECTION = {**QUESTION, "kind": "section", "words": "Purpose", "questions": [QUESTION]}
PLAN = {
    **QUESTION,
    "kind": "plan",
    "words": None,
    "source": {"authors": ["D"], "title": "A day", "card": "edition 1", "statement": "CC0."},
}
WORK = {**QUESTION, "kind": "framework", "number": None, "words": None}

LINK = f'<a href="{ADDRESS}">{ADDRESS}</a>'
CREDIT = "Question 1.2, in A & B and C (2022), The *work*."
RICH = "Question 1.2, in A &amp; B and C (2022), <i>The *work*</i>."

MADE = """(module, it, choice) => {
  const called = ([name]) => (typeof name === "string" ? name : name(it));
  const [, , make] = [...module.FIRST, ...module.MORE].find((one) => called(one) === choice);
  return make({ ...it, day: new Date("2026-03-05T23:30:00Z") });
}"""


@pytest.fixture
def made(without_page: Callable[..., Any]) -> Callable[[dict[str, Any], str], Any]:
    """Gives the text of a choice in the menu and, if it has one, its rich text."""
    return lambda it, choice: without_page("assets/copy-texts.mjs", MADE, it, choice)


FORMS = {
    "Link only": [ADDRESS],
    f"Question {QUOTE}": [
        f"Why <now>?\n{CREDIT} {ADDRESS}",
        f'<p lang="cy" dir="ltr">Why &lt;now&gt;?</p><p>{RICH} {LINK}</p>',
    ],
    REFERENCE: [
        '"Why <now>?" (question 1.2), in A & B and C (2022), The *work*. '
        f"Read at {ADDRESS} on 5 March 2026.",
        '<p><span lang="cy" dir="ltr">&quot;Why &lt;now&gt;?&quot;</span> (question 1.2), in '
        f"A &amp; B and C (2022), <i>The *work*</i>. Read at {LINK} on 5 March 2026.</p>",
    ],
    MARKDOWN: [
        "> Why &lt;now&gt;?\n\n"
        f"Question 1.2, in A &amp; B and C (2022), *The \\*work\\**. <{ADDRESS}>\n"
    ],
    HTML: [
        '<blockquote><p lang="cy" dir="ltr">Why &lt;now&gt;?</p></blockquote>\n'
        f"<p>{RICH} {LINK}</p>\n"
    ],
    BIBTEX: [
        "@misc{why,\n  author = {{A \\& B} and {C}},\n  title = {{The *work*}},\n"
        "  year = {2022},\n  note = {Question 1.2: Why \\textless{}now\\textgreater{}?},\n"
        f"  url = {{{ADDRESS}}},\n  urldate = {{2026-03-05}},\n}}\n"
    ],
    RIS: [
        "TY  - ELEC\r\nAU  - A & B\r\nAU  - C\r\nTI  - The *work*\r\nPY  - 2022\r\n"
        f"N1  - Question 1.2: Why <now>?\r\nUR  - {ADDRESS}\r\nY2  - 2026/03/05\r\nER  - \r\n"
    ],
    ALL_LINKS: None,
}
"""What is copied of a question, by the choice."""


@pytest.mark.parametrize("choice", FORMS)
def test_a_question_in_each_form(made: Callable[[dict[str, Any], str], Any], choice: str) -> None:
    """With its owner and its address; every sign that the form could mistake is written so."""
    assert made(QUESTION, choice) == FORMS[choice]


def test_a_section_gives_the_links_to_its_questions(
    made: Callable[[dict[str, Any], str], Any],
) -> None:
    """Each with its number, words and language, then the credit of the section."""
    assert made(SECTION, ALL_LINKS) == [
        f"1.2 Why <now>? — {ADDRESS}\n\n{CREDIT.replace('Question', 'Section')} {ADDRESS}",
        f'<ul><li lang="cy" dir="ltr"><a href="{ADDRESS}">1.2 Why &lt;now&gt;?</a></li></ul>'
        f"<p>{RICH.replace('Question', 'Section')} {LINK}</p>",
    ]


def test_a_plan_is_a_work_of_the_site_and_the_framework_is_one_itself(
    made: Callable[[dict[str, Any], str], Any],
) -> None:
    """Neither has words to copy; the plan names the site, and nothing stands for a year unknown."""
    plan = "A day, a session plan in The toolkit, edition 1. CC0."
    assert made(PLAN, f"Words {QUOTE}") is None
    assert made(PLAN, REFERENCE)[0] == f"{plan} Read at {ADDRESS} on 5 March 2026."
    assert "  note = {A session plan in The toolkit, edition 1. CC0.},\n" in made(PLAN, BIBTEX)[0]
    assert "year" not in made(PLAN, BIBTEX)[0]
    assert made(WORK, f"Words {QUOTE}") is None
    assert made(WORK, REFERENCE)[0] == f"A & B and C (2022), The *work*. {ADDRESS}"
    assert "note" not in made(WORK, BIBTEX)[0]
