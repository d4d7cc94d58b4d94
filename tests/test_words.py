"""Our own words: which they are, how hard they are to read, and the rules that they keep."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.checks import prose, reading, run, wording
from generator.checks.prose import Passage
from generator.cli import main
from generator.data.loader import load
from tests.conftest import ROOT, docs_in, write
from tests.golden import SMALL

PAGE = """\
---
title: A page
---

# A Page About walks

We like *walks* and [long
ones](https://a.example/), `code`, {{ link("who", "some words") }}.

> Quoted.

!!! note "A title"
    Go **out**.

| Head | Cell |
| --- | --- |
| One | Two |

{{ question("who") }}
{ .opening }
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small framework in `data/`, and `docs/`, below the working folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "data", SMALL)
    (tmp_path / "docs").mkdir()


def own() -> tuple[Passage, ...]:
    """Our own words in both folders."""
    return prose.own_passages(load(Path("data")), docs_in(Path("docs")))


def test_our_own_words_are_the_pages_and_what_the_data_adds() -> None:
    """The framework's words, quotations and code are not ours; a place is that in the file."""
    write(Path("docs"), {"use/page.md": PAGE})
    page = [item for item in own() if item.page == "use/page.md"]
    assert [(item.location.line, item.text, item.is_title) for item in page] == [
        (5, "A Page About walks", True),
        (7, "We like walks and long ones, , some words.", False),
        (13, "Go out.", False),
        (15, "Head", True),
        (15, "Cell", True),
        (17, "One", False),
        (17, "Two", False),
    ]
    texts = {item.text for item in own() if item.page != "use/page.md"}
    assert {"Walk and talk.", "There and back.", "What did we hear?", "A summary."} <= texts
    assert not {"A walk together.", "Who is here?", "An old habit.", "Public domain"} & texts


def test_attribute_lists_are_no_words() -> None:
    """Those of headings, links and lists, in every spelling; other braces are words."""
    page = (
        '# One walk { #a-walk }\n\n[Go](a.md){ .button } now{: #b .c title="a b" lang=cy }.\n\n'
        "- { .d } A set {1, 2} of two.\n"
    )
    write(Path("docs"), {"use/page.md": page})
    texts = [item.text for item in own() if item.page == "use/page.md"]
    assert texts == ["One walk", "Go now.", "A set {1, 2} of two."]


def test_syllables_are_counted_as_they_are_spoken() -> None:
    """By rule, from the letters; of capital letters, one by one."""
    said = "a walk-ed; peo-ple want-ed ta-bles, be-ing som-ebo-dy; vol-un-ta-ry; the state-ment"
    said += " that cre-a-ting an i-de-a, of or-gan-i-sa-tions asked for years, takes time"
    words = said.replace(",", "").replace(";", "").replace("walk-ed", "walked").split()
    counted = {word: reading.syllables(word.replace("-", "")) for word in words}
    assert counted == {word: word.count("-") + 1 for word in words}
    assert reading.syllables("NHS") == 3


def test_the_reading_age_is_the_published_formula_and_five_years() -> None:
    """0.39 times words a sentence, 11.8 times syllables a word, less 15.59: a grade."""
    measured = reading.measure('The cat sat on the mat. "Was it a good mat?" It was.')
    assert measured == (13, 3, 13)
    assert measured.age == round(0.39 * 13 / 3 + 11.8 - 15.59 + 5, 1)


def test_a_page_that_is_too_hard_is_refused_at_its_hardest_sentence() -> None:
    """Short pages are measured together, and never refused: the formula is made for no less."""
    hard = "Organisational collaboration necessitates comprehensive accountability arrangements."
    plain = "We go out for a walk. "
    write(Path("docs"), {"hard.md": f"# Hard\n\n{plain}\n{hard}\n\n{(hard + ' ') * 20}\n"})
    write(Path("docs"), {"short.md": f"# Short\n\n{hard}\n"})
    problems = [str(problem) for problem in reading.problems(own())]
    assert problems == [
        "docs/hard.md:4:1: the reading age of this page is 44.8, and this sentence is its hardest "
        "(46.8); write shorter sentences and plainer words, for an age of 12"
    ]
    assert set(reading.by_page(own())) == {"", "hard.md"}


def test_rules_of_english_are_not_held_against_other_languages() -> None:
    """Beside a framework in Welsh, our own words are taken to be Welsh too."""
    hard = "Organisational collaboration necessitates accountability. " * 30
    write(Path("docs"), {"hard.md": f"# Hard\n\n{hard}\n"})
    framework = run.read_framework(Path("data")).framework
    about = framework.about.model_copy(update={"language": "cy"})
    assert [*run.language_problems(framework, own())]
    assert not [*run.language_problems(framework.model_copy(update={"about": about}), own())]


def test_a_title_has_the_capital_letters_of_a_sentence() -> None:
    """A name may have one: it has it inside a sentence too."""
    write(Path("docs"), {"page.md": "# The Long way to Wales\n\nWe went to Wales.\n"})
    assert [str(problem) for problem in wording.problems(own())] == [
        "docs/page.md:1:7: the title 'The Long way to Wales' has a capital letter in 'Long'; "
        "write 'long': titles are in sentence case"
    ]


@pytest.mark.parametrize(
    "word", ["Blacklist", "MANNED", "blackliſt", "WHITELİST", "blac\u212alist"]
)
def test_words_that_leave_people_out_are_found_in_any_letters(word: str) -> None:
    """What was found is not looked up again: some letters change when they become small."""
    write(Path("docs"), {"page.md": f"# Page\n\nIt was a {word}.\n"})
    (told,) = map(str, wording.problems(own()))
    assert told.startswith(f"docs/page.md:3:10: '{word}' leaves people out, or labels them; say '")


def test_words_leave_nobody_out() -> None:
    """Each message says what to write; `the disabled`, but not `the disabled people`."""
    text = (
        "# Page\n\nAsk the chairman. The disabled\npartners and the disabled are hard to reach.\n"
    )
    write(Path("docs"), {"page.md": text})
    assert [str(problem) for problem in wording.problems(own())] == [
        "docs/page.md:3:9: 'chairman' leaves people out, or labels them; say 'chair'",
        "docs/page.md:4:14: 'the disabled' leaves people out, or labels them; "
        "say 'disabled people'",
        "docs/page.md:4:31: 'hard to reach' leaves people out, or labels them; say 'seldom heard'",
    ]


@pytest.mark.parametrize(
    "text",
    ["Times [A].", "Bion [S, secondary]", "[unverified]", "TODO: ask", "ours: new", "Seen: x"],
)
def test_the_search_for_notes_to_editors_finds_them(text: str) -> None:
    """Links, whose text stands in the same brackets, are none."""
    assert wording.EDITOR_NOTE.search(text)
    assert not wording.EDITOR_NOTE.search("[A link](https://a.example/) [Seen](b.md) as seen: x")


def test_check_tells_notes_and_cards_without_source_or_licence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each with file, line and column, whoever would have published them."""
    walk = SMALL["resources/walk.yml"]
    start, end = walk.index("origin:"), walk.index("card_rights:")
    write(Path("data"), {"resources/walk.yml": walk[:start] + walk[end:]})
    about = SMALL["framework.yml"].replace("A summary.", "A summary [S].")
    write(Path("data"), {"framework.yml": about})
    write(Path("docs"), {"page.md": "# Page\n\nSee here. TODO: more.\n"})
    assert main(["check", "--data", "data"]) == 1
    note = "reads as a note to editors, and would be published; put it in a comment of the data, "
    note += "or say it in words for readers"
    assert capsys.readouterr().err.splitlines() == [
        f"data/framework.yml:4:10: '[S]' {note}",
        "data/resources/walk.yml:1:1: resource 'walk' has no 'based_on'; add a 'based_on:' line",
        "data/resources/walk.yml:1:1: resource 'walk' has no 'origin'; add an 'origin:' line",
        f"docs/page.md:3:11: 'TODO' {note}",
        "4 problems found.",
    ]


def test_words_lists_every_page_with_its_reading_age(capsys: pytest.CaptureFixture[str]) -> None:
    """The hardest page first, and of each the sentence with which to begin."""
    long = "We go out for a walk in the wood, and we come home. " * 10
    write(Path("docs"), {"page.md": f"# Page\n\n{long}\n"})
    assert main(["words", "--data", "data"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head == "Reading age  Words  Sentences  Page, and its hardest sentence"
    assert "        6.3    130         10  page.md" in lines
    assert f"{'':30}docs/page.md:3:1: {long[:51].strip()}" in lines


def test_spelling_is_that_of_the_united_kingdom() -> None:
    """The check that `make test` runs is not blind, and says file, line and column."""
    write(Path("docs"), {"page.md": "# Page\n\nWe organize teh walk.\n"})
    typos = Path(sys.executable).with_name("typos")
    done = subprocess.run(
        [typos, "--config", ROOT / "pyproject.toml", "--format", "brief", "docs"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "docs/page.md:3:4: error: `organize` should be `organise`",
        "docs/page.md:3:13: error: `teh` should be `the`",
    ]
