"""Other names under which people look for things: the file `searches.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.run import read_framework
from generator.errors import FrameworkError
from generator.permalinks.places import Permalinks
from generator.sheets.kinds import places, sheets
from generator.web import search_index
from tests.conftest import docs_in, write
from tests.golden import PLAN, SMALL

FILE = "data/searches.yml"

WRONG = {
    "no-such-id": (
        "searches:\n- words: [stroll]\n  first: wolk\n",
        f"{FILE}:3:10: there is no 'wolk'; did you mean 'walk'?",
    ),
    "no-such-page": (
        "searches:\n- words: [stroll]\n  first: use/walkin/\n",
        f"{FILE}:3:10: there is no 'use/walkin/'; did you mean 'use/walking/'?",
    ),
    "no-such-sheet": (
        "searches:\n- words: [stroll]\n  first: next-stepz\n",
        f"{FILE}:3:10: there is no 'next-stepz'; did you mean 'next-steps'?",
    ),
    "word-in-two-lists": (
        "searches:\n- words: [stroll, hike]\n  first: walk\n- words: [' Stroll']\n  first: who\n",
        f"{FILE}:4:11: ' Stroll' stands here twice ({FILE}:2:11); keep one of the two",
    ),
    "word-twice-in-a-list": (
        "searches:\n- words: [a  Hike, a hike]\n  first: walk\n",
        f"{FILE}:2:20: 'a hike' stands here twice ({FILE}:2:11); keep one of the two",
    ),
    "no-id": (
        "searches:\n- words: [stroll]\n  first: The walk\n",
        f"{FILE}:3:10: search 1 of this searches: 'first' is 'The walk'; "
        "use an id such as 'shared-purpose', or a page such as 'use/workshop/'",
    ),
    "nothing-first": (
        "searches:\n- words: [stroll]\n",
        f"{FILE}:2:3: search 1 of this searches has no 'first'; add a 'first:' line",
    ),
    "no-words": (
        "searches:\n- words: []\n  first: walk\n",
        f"{FILE}:2:10: search 1 of this searches: 'words' is empty; add at least one",
    ),
}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small framework with its plan, and a page by hand."""
    monkeypatch.chdir(tmp_path)
    write(Path("data"), SMALL | {"plans/1-meeting.yml": PLAN})
    write(Path("docs"), {"index.md": "# Home\n", "use/walking.md": "# Walking\n"})


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_in_a_search_is_told(text: str, told: str) -> None:
    """What it leads to exists, and a word leads to one thing."""
    write(Path("data"), {"searches.yml": text})
    with pytest.raises(FrameworkError) as caught:
        read_framework(Path("data"), docs_in(Path("docs")))
    assert str(caught.value).splitlines() == [told]


def test_names_stand_with_what_they_lead_to() -> None:
    """An id of any kind, or a page; several lists may lead to one thing."""
    named = {
        "walk": ["stroll", "hike"], "who": ["whom"], "one": ["first"], "start": ["gathering"],
        "start-run": ["script"], "review": ["last time"], "framework": ["all"],
        "use/walking/": ["boots"], "resources/": ["kit"],
    }  # fmt: skip
    lists = [
        f"- words: ['{word}']\n  first: {first}\n"
        for first, words in named.items()
        for word in words
    ]
    write(Path("data"), {"searches.yml": f"searches:\n{''.join(lists)}"})
    framework = read_framework(Path("data"), docs_in(Path("docs"))).framework
    every = tuple(sheets(framework))
    links = Permalinks(framework, "https://a.example/", places(every))
    pages = [search_index.WebPage(path, path, "", "") for path in ("use/walking/", "resources/")]
    found = search_index.documents(framework, links, every, pages)
    assert {it.id or it.path: [*it.names] for it in found if it.names} == named


def test_a_framework_needs_no_searches() -> None:
    """The file may be missing; hard words are found by their forms."""
    framework = read_framework(Path("data"), docs_in(Path("docs"))).framework
    assert framework.searches == ()
