"""`make bench` says first, in one screen, which aims are met, missed or not measured."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.browser import pages
from tests.browser.weighing import Weight
from tools import (
    bench,
    bench_builds,
    bench_growth,
    bench_keys,
    bench_page,
    bench_pages,
    bench_phone,
    bench_preview,
    bench_sheets,
)
from tools.bench_page import ORDER, Aim, Part, top, written

WEIGHT = Weight(sent=60_000, font=30_000, requests=5, shift=0.0)
TIMES = bench_keys.Times(median=12, most=20)


def parts(much: float = 1) -> Mapping[str, Part]:
    """What each part reports of invented figures; `much` makes all but the stock sites slower."""
    builds = {bench_builds.THEMED: 1.0, bench_builds.WHOLE: 3.0}
    builds |= dict.fromkeys(bench_builds.AIMS, 0.5 * much)
    costs = [
        bench_growth.Cost(23, 2, 80),
        bench_growth.Cost(230, 10, 100),
        bench_growth.Cost(2300, 10 + 50 * much, 400 * much),
    ]
    seconds = dict.fromkeys((*bench_preview.CHANGES, bench_preview.FULL), 0.25 * much)
    drawn = [bench_sheets.Row("print and large", 200, 1.0 * much, 0.1, 9.0)]
    weights = dict.fromkeys(pages.ALL, (WEIGHT, WEIGHT._replace(sent=int(9000 * much))))
    opened = dict.fromkeys(bench_phone.PLACES, 1.2 * much)
    slow = bench_keys.Times(60, 90)
    typed = dict.fromkeys(bench_keys.PLACES, (TIMES._replace(most=20 * much), slow))
    return {
        "build": bench_builds.report(builds),
        "growth": bench_growth.report(costs),
        "preview": bench_preview.report(seconds),
        "sheets": bench_sheets.report(bench_sheets.Figures(drawn, 0.4)),
        "pages": bench_pages.report(bench_pages.Figures(weights, opened)),
        "keys": bench_keys.report(typed),
        "lighthouse": Part("All have 100.", [Aim("pages below 100", 0, 0, "faults")]),
    }


def test_the_aims_of_all_parts_come_first_and_fit_one_screen() -> None:
    """Forty lines of a hundred characters, the ratios before what depends on the machine."""
    assert parts().keys() - {"lighthouse"} == bench.PARTS.keys()
    page = written("", parts())
    lines = top(page).splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 100
    most = [line.split(" | ")[3] for line in lines if line.startswith("| ")][2:]
    assert [" " in it for it in most] == sorted(" " in it for it in most)
    aims = sum(len(part.aims) for part in parts().values())
    assert len(most) == aims
    assert f"Of {aims} aims: {aims} met." in lines
    titles = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert [name.capitalize() for name in ORDER] == titles


@pytest.mark.parametrize(
    ("aim", "row"),
    [
        (Aim("a build", 0.7, 0.7), "| build | a build | 0.70 | 0.7 | met |"),
        (Aim("a build", 0.71, 0.7), "| build | a build | 0.71 | 0.7 | **missed** |"),
        (Aim("memory", 517.2, 516, "MB"), "| build | memory | 517 MB | 516 MB | **missed** |"),
        (Aim("a page", None, 0.5, "s"), "| build | a page | – | 0.5 s | **not measured** |"),
    ],
)
def test_an_aim_is_met_missed_or_not_measured(aim: Aim, row: str) -> None:
    """To be as much as it may be is to meet it."""
    assert row in written("", {"build": Part("", [aim])}).splitlines()


def test_every_part_tells_of_its_misses() -> None:
    """Where everything takes ten times as long, each part that measures time or weight misses."""
    slow = written("", parts(much=10))
    missed = {line.split(" | ")[0] for line in slow.splitlines() if line.endswith("**missed** |")}
    assert {f"| {name}" for name in bench.PARTS} == missed
    assert "missed" in top(slow).split("\n\n")[2]


def test_a_missed_aim_says_why() -> None:
    """Below its part, where it is missed alone."""
    why = "Nothing helps."
    met, missed = (Aim("speed", much, 1, cause=why) for much in (1, 2))
    assert why not in written("", {"build": Part("| … |", [met])})
    assert f"| … |\n\nMissed: speed. {why}\n" in written("", {"build": Part("| … |", [missed])})


def test_one_part_leaves_the_others_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`make bench WHAT=preview` changes its text and its rows, and nothing else."""
    page = tmp_path / "BENCHMARKS.md"
    monkeypatch.setattr(bench_page, "PAGE", page)
    for name, part in parts().items():
        bench_page.record(name, part)
    before = page.read_text(encoding="utf-8")
    assert before == written("", parts())
    bench_page.record("preview", parts(much=10)["preview"])
    after = page.read_text(encoding="utf-8")
    changed = set(before.splitlines()) ^ set(after.splitlines())
    assert len(changed) == 16  # three aims, four rows of the part and the sum, before and after
    bench_page.record("preview", parts()["preview"])
    assert page.read_text(encoding="utf-8") == before


def test_what_could_not_be_measured_is_said_and_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A part that breaks; other parts keep what they have."""
    monkeypatch.setattr(bench_page, "PAGE", tmp_path / "BENCHMARKS.md")
    monkeypatch.setitem(bench.PARTS, "sheets", "tools.bench_nothing")
    bench_page.record("keys", parts()["keys"])
    assert bench.main(["sheets"]) == 1
    said = capsys.readouterr().out
    assert "| sheets | all of it | – | – | **not measured** |" in top(said)
    assert "## Sheets\n\nNot measured: `python -m tools.bench_nothing` failed." in said
    assert parts()["keys"].markdown in said
    assert bench.main(["sheet"]) == 2
    assert "There is no part sheet" in capsys.readouterr().out
