"""Hard words: found in a text, marked once in HTML, and each of them used."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import glossary
from generator.checks import read_framework
from generator.errors import FrameworkError
from generator.model.glossary import Term
from tests.conftest import docs_in, write
from tests.golden import SMALL

TERMS = (
    Term(id="ngo", term="NGO", forms=("non-governmental body",), meaning="One that is not."),
    Term(id="care", term="care system", forms=("care systems",), meaning="All who care."),
    Term(id="care-home", term="care", meaning="Help."),
    Term(id="people", term="people", marked=False, meaning="Us."),
)
WORDS = """\
# Hard words.
terms:
  - id: walk
    term: walk
    meaning: To go on foot.
  - id: walk
    term: quire
    forms: [Walk]
    meaning: Sheets of paper.
"""


def link(name: str, words: str) -> str:
    """How a word is marked."""
    return f'<a class="term" href="../g/#{name}" aria-describedby="meaning--{name}">{words}</a>'


def test_the_words_of_a_text_are_found_once_each() -> None:
    """The longest form counts; small letters may begin a sentence; capitals stand as written."""
    text = "Care systems care. An ngo? NGO, NGOs, NGO-like: one NGO. A Care\nsystem. People."
    assert [term.id for term in glossary.used(TERMS, text)] == ["care", "care-home", "ngo"]


def test_a_word_is_marked_where_it_first_stands_in_running_text() -> None:
    """Headings, links and words to copy keep theirs unmarked; all other HTML stays as it is."""
    before = (
        "<h2>NGO</h2>\n<p data-words>NGO</p><svg viewBox='0 0 1 1'><text>NGO</text></svg>"
        "<ul><li><a href='#'>NGO <b>NGO</b></a> <div lang='cy'><div>NGO</div> NGO</div> &amp; "
    )
    after = "<BR> an NGO, &lt;b&gt; </li></ul>\n<!-- NGO --><p>care systems</p>"
    html = f"{before}non-governmental\nbody{after}"
    marked, terms = glossary.marked(TERMS, html, "../g/")
    care = link("care", "care systems")
    words = link("ngo", "non-governmental\nbody")
    assert marked == f"{before}{words}{after.replace('care systems', care)}"
    assert [term.id for term in terms] == ["ngo", "care"]


def test_a_word_that_a_template_marked_is_not_marked_again() -> None:
    """Its meaning is on the page all the same."""
    html = str(glossary.link(TERMS[0], "NGO & co", "../g/")) + "<p>An NGO.</p>"
    assert glossary.marked(TERMS, html, "../g/") == (html, (TERMS[0],))
    assert "NGO &amp; co" in html


def test_a_word_stands_once_and_something_says_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An id or form that is taken, and a word that nothing says, are told at their place."""
    monkeypatch.chdir(tmp_path)
    write(Path("data"), SMALL | {"glossary.yml": WORDS})
    write(Path("docs"), {"index.md": "# Home\n"})
    with pytest.raises(FrameworkError) as caught:
        read_framework(Path("data"), docs_in(Path("docs")))
    file = "data/glossary.yml"
    assert str(caught.value).splitlines() == [
        f"{file}:6:9: the id 'walk' stands here a second time; keep it once ({file}:3:9)",
        f"{file}:8:13: the form 'Walk' stands here a second time; keep it once ({file}:4:11)",
    ]
    write(
        Path("data"),
        {
            "glossary.yml": WORDS.replace(
                "- id: walk\n    term: q", "- id: q\n    term: q"
            ).replace("[Walk]", "[quires]")
        },
    )
    with pytest.raises(FrameworkError) as caught:
        read_framework(Path("data"), docs_in(Path("docs")))
    assert str(caught.value) == (
        f"{file}:6:9: nothing says 'quire'; add the form in which it is used to its 'forms', "
        "or delete it"
    )
    assert len(read_framework(Path("data")).framework.terms) == 2
