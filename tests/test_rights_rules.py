"""Refused: a licence that covers more than its holder's part."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.run import read_framework
from generator.errors import FrameworkError
from tests.conftest import write
from tests.golden import SMALL

ABOUT, ONE, WALK, READ = (
    "framework.yml",
    "sections/1-one.yml",
    "resources/walk.yml",
    "resources/read.yml",
)
PART = "one licence covers one owner's part: give each part rights of its own"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def problems(file: str, old: str, new: str) -> list[str]:
    """What is said of the small framework with a change in one file."""
    assert old in SMALL[file]
    write(Path("data"), dict(SMALL) | {file: SMALL[file].replace(old, new)})
    try:
        read_framework(Path("data"))
    except FrameworkError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (WALK, "holder: Nobody", "holder: The Fund (the article); Nobody (the walk)",
         f"43:13: 'holder' names the owners of different parts; {PART}"),
        (READ, "holder: Its writer", "holder: One; Another",
         f"21:13: 'holder' names the owners of different parts; {PART}"),
        (ABOUT, "holder: Its makers", "holder: Its makers (the questions)",
         f"10:11: 'holder' names the owners of different parts; {PART}"),
        (ABOUT, "holder: Its helpers", "holder: Its helpers, CC BY 4.0",
         "14:11: 'CC BY 4.0' stands in 'holder'; name the owner alone"),
        (WALK, "licence: CC BY-SA 4.0", "licence: CC BY 4.0 and CC BY-SA 4.0",
         "48:12: 'licence' names more than one: 'CC BY 4.0 and CC BY-SA 4.0'; name one, and give "
         "what another covers rights of its own"),
        (WALK, "Card © its walkers.", "Card © its walkers, All rights reserved.",
         "49:14: the statement says 'All rights reserved', and the licence is 'CC BY-SA 4.0'; "
         "name one licence for one owner's part"),
        (ABOUT, "Words © its makers.", "Words © the walkers.",
         "12:14: the statement names an owner who is not 'Its makers'; say whose it is in "
         "'holder', and give another's part rights of its own"),
        (ABOUT, "  statement: Guidance", "  url: https://creativecommons.org/licenses/by-sa/4.0/\n"
         "  statement: Guidance",
         "16:8: the address is that of another licence than 'CC BY 4.0'; give the address of the "
         "licence that is named"),
        (READ, "licence: All rights reserved", "licence: CC BY 4.0",
         "22:14: 'CC BY 4.0' is said to cover a work of 'Its writer', and not where that is "
         "stated; add its 'url', or write 'No licence stated'"),
        (READ, "holder: Its writer", "holder: Its helpers",
         "21:13: a work of others belongs to 'Its helpers', the owner of our own words; name who "
         "owns the work, or leave it out where it is ours"),
        (READ, "licence: All rights reserved", "licence: All rights reserved\n    use: adapted",
         "22:14: the work is adapted, which 'All rights reserved' does not allow; describe it in "
         "other words, with 'use: described'"),
        (ONE, "    text: Who is here?", "    text: Who is here?\n    rights:\n"
         "      holder: Its makers\n      licence: CC BY 4.0",
         "10:16: 'CC BY 4.0' is said to cover words of 'Its makers', whose licence in "
         "data/framework.yml is 'No licence stated'; name who wrote these words, or leave "
         "'rights' out"),
    ],
)  # fmt: skip
def test_a_licence_that_covers_too_much_is_refused(
    file: str, old: str, new: str, message: str
) -> None:
    """Each with its line, and what would be right."""
    said = [line for line in problems(file, old, new) if "links.yml" not in line]
    assert said == [f"data/{file}:{message}"]


@pytest.mark.parametrize("licence", ["CC BY-SA 3.0", "CC BY-SA 4.0", "CC BY-NC-SA 4.0"])
def test_a_card_that_adapts_a_work_has_the_licence_that_this_asks_for(licence: str) -> None:
    """Who shares alike may not be put under a freer licence; one that asks the same will do."""
    deed = f"https://creativecommons.org/licenses/{licence[3:-4].lower()}/{licence[-3:]}/"
    old = "    licence: Public domain\n    url: https://walk.example/licence"
    new = f"    licence: {licence}\n    url: {deed}\n    use: adapted"
    said = [line for line in problems(WALK, old, new) if "links.yml" not in line]
    told = [line for line in said if "adapts a work" in line]
    if "NC" in licence:
        assert told == [
            f"data/{WALK}:49:12: the card is under 'CC BY-SA 4.0', and adapts a work that is under "
            f"'{licence}'; put the card's own words under '{licence}' too, in 'card_rights'"
        ]
    else:
        assert told == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ABOUT, "holder: Its makers", "holder: Its makers (Northshire) Trust"),
        (ABOUT, "  statement: Words © its makers.\n", ""),
        (ONE, "    text: Who is here?", "    text: Who is here?\n    rights:\n"
         "      holder: Northshire\n      licence: CC BY 4.0"),
        (READ, "based_on:\n  - covers: the book\n    holder: Its writer\n"
         "    licence: All rights reserved\n", "based_on: []\n"),
    ],
)  # fmt: skip
def test_what_is_said_of_one_owner_is_let_through(file: str, old: str, new: str) -> None:
    """A name may hold brackets, a statement may be left out, and a card be based on nothing."""
    assert [line for line in problems(file, old, new) if "statement" not in line] == []
