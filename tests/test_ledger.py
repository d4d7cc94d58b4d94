"""No id is lost: the ledger knows all that was published, and says what became of it."""

from __future__ import annotations

import functools
import json
import operator
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from generator.checks.run import read_framework
from generator.cli import main
from generator.errors import FrameworkError
from generator.model.ledger import Ledger, LedgerLine
from generator.permalinks.history import History, Release, as_text, codes
from tests.site import versions

SEED = '  - {id: "seed", edition: "2022", version: "2", '
MOSS = '  - {id: "moss", edition: "2022", version: "2", '


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with version 1, published, and below it the ledger."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "framework_data"
    folder.mkdir()
    versions.publish(folder, versions.first())
    return folder


def problems(data: Path) -> list[str]:
    """All that is wrong with a data folder, a line each."""
    with pytest.raises(FrameworkError) as raised:
        read_framework(data)
    return [str(problem) for problem in raised.value.problems]


def line_of(ledger: Path, start: str) -> int:
    """The number of the first line that begins so."""
    lines = ledger.read_text().splitlines()
    return next(i for i, line in enumerate(lines, start=1) if line.startswith(start))


def rename(data: Path, old: str, new: str) -> None:
    """Change an id in the data, and nothing else."""
    file = data / "sections/1-roots.yml"
    file.write_text(file.read_text().replace(f'"id": "{old}"', f'"id": "{new}"'))


def test_an_id_that_disappears_without_an_entry_fails_with_the_line_to_add(data: Path) -> None:
    """The line, added as it is printed, mends it: a question with the same words was renamed."""
    ledger = data / "permalinks.yml"
    rename(data, "stem", "trunk")
    (told,) = problems(data)
    number = line_of(ledger, '  - {id: "stem"')
    place = f"framework_data/permalinks.yml:{number}:5: "
    assert told.startswith(place + "the id 'stem' was published and is gone")
    line = re.search(r"- \{.*?\}", told)
    assert line
    assert 'renamed: "trunk"' in line[0]
    ledger.write_text(ledger.read_text() + f"  {line[0]}\n")
    assert read_framework(data).framework.ledger.lines[-1].renamed == "trunk"


def test_an_id_with_no_near_match_is_taken_for_retired(data: Path) -> None:
    """Where no new question is like it, the line says that it is gone."""
    versions.publish(data, versions.first())
    file = data / "sections/1-roots.yml"
    held = json.loads(file.read_text())
    held["questions"] = [item for item in held["questions"] if item["id"] != "moss"]
    file.write_text(json.dumps(held))
    (told,) = problems(data)
    assert 'retired: "why it is gone"' in told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (SEED + 'renamed: "barc"}', "there is no 'barc'; did you mean 'bark'?"),
        (MOSS + 'renamed: "moss"}', "there is no 'moss'"),
        (MOSS + 'renamed: "bark", retired: "Gone."}', "two things became of 'moss'"),
        (MOSS + 'see: ["bark"]}', "'see' is for what is retired"),
        (MOSS + 'retired: "Gone."}', "the id 'moss' was given up"),
        (MOSS + 'retired: "Gone."}\n' + MOSS + 'words: "New."}', "'moss' is gone since line"),
        (MOSS + 'renamed: "seed"}\n' + SEED + 'renamed: "moss"}', "leads back to itself"),
        ('  - {id: "never", edition: "1", version: "1", words: "A."}', "does not say what it is"),
        ('  - {id: "moss", edition: "1"}', "line 'moss' has no 'version'"),
        (MOSS + 'renmaed: "bark"}', "did you mean 'renamed'?"),
    ],
)
def test_what_cannot_be_true_is_told_with_its_place(data: Path, lines: str, told: str) -> None:
    """Each fault has its file, line and column."""
    ledger = data / "permalinks.yml"
    ledger.write_text(f"{ledger.read_text()}{lines}\n")
    found = [line for line in problems(data) if told in line]
    assert found, problems(data)
    assert re.match(r"framework_data/[a-z0-9/-]+\.yml:\d+:\d+: ", found[0])


def test_a_gone_id_is_told_beside_a_new_one_that_is_no_id(data: Path) -> None:
    """What cannot be published is not proposed; blank words of the release stop nothing."""
    rename(data, "stem", "Not An Id")
    about = data / "framework.yml"
    about.write_text(about.read_text().replace('"edition": "2022"', '"edition": " "'))
    (line,) = [line for line in problems(data) if "'stem' was published and is gone" in line]
    assert 'retired: "why it is gone"' in line


def test_a_long_way_round_is_told_however_long_it_is(data: Path) -> None:
    """Two thousand ids, each renamed to the next and the last to the first."""
    ids = [f"id-{number}" for number in range(2000)]
    line = '  - {{id: {}, edition: "1", version: "1", kind: question, words: A., renamed: {}}}\n'
    ways = [line.format(old, new) for old, new in zip(ids, [*ids[1:], ids[0]], strict=True)]
    ledger = data / "permalinks.yml"
    ledger.write_text(ledger.read_text() + "".join(ways))
    assert sum("leads back to itself" in line for line in problems(data)) == 2000


def test_a_gone_id_is_not_missed_while_a_file_cannot_be_read(data: Path) -> None:
    """It may be in that file; one fault is told, not two."""
    (data / "sections/1-roots.yml").write_text("id: [")
    assert [line for line in problems(data) if "permalinks.yml" in line] == []


def test_permalinks_shows_what_is_new_and_records_it(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is removed or changed: new lines come after the old."""
    ledger = data / "permalinks.yml"
    assert main(["permalinks"]) == 0
    assert "The ledger is complete" in capsys.readouterr().out
    before = ledger.read_text()
    versions.publish(data, versions.first())
    file = data / "sections/3-shade.yml"
    held = json.loads(file.read_text())
    held["questions"].insert(0, versions.question("sun"))
    file.write_text(json.dumps(held))
    about = data / "framework.yml"
    about.write_text(about.read_text().replace('"version": "1"', '"version": "1.1"'))
    assert main(["check"]) == 1
    assert "not in the ledger yet" in capsys.readouterr().err
    assert main(["permalinks"]) == 1
    assert (
        '- {id: "sun", edition: "2022", version: "1.1", kind: "question"' in capsys.readouterr().out
    )
    assert ledger.read_text() == before
    assert main(["permalinks", "--update"]) == 0
    assert ledger.read_text().startswith(before)
    assert main(["check"]) == 0


def test_new_words_need_a_new_version(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Or a print-out of the same version could not tell that it is old."""
    file = data / "sections/3-shade.yml"
    file.write_text(file.read_text().replace("The shade-1", "The cool shade"))
    for command in (["check"], ["permalinks", "--update"]):
        assert main(command) == 1
        told = capsys.readouterr().err
        assert "changed since it was published as version 1" in told
        assert "raise 'version'" in told


@pytest.mark.parametrize(
    ("file", "path", "sheet"),
    [
        ("resources/walk.yml", ("prompts", 0), "'walk'"),
        ("resources/walk.yml", ("steps", 0, "text"), "'walk-run'"),
        ("sections/1-roots.yml", ("questions", 0, "ways_in", "listen_for"), "'roots-ways'"),
        ("sections/2-fruit.yml", ("summary",), "'fruit'"),
        ("framework.yml", ("guidance_rights", "statement"), "'next-steps'"),
    ],
)
def test_what_a_sheet_says_besides_needs_a_new_version_too(
    data: Path, capsys: pytest.CaptureFixture[str], file: str, path: tuple[Any, ...], sheet: str
) -> None:
    """Or a print-out that says something else would be called current."""
    held = json.loads((data / file).read_text())
    *way, last = path
    inner = functools.reduce(operator.getitem, way, held)
    inner[last] += " And more."
    (data / file).write_text(json.dumps(held))
    assert main(["check"]) == 1
    told = capsys.readouterr().err
    assert "changed since it was published as version 1" in told
    assert sheet in told or "…" in told


def test_a_framework_without_a_ledger_is_left_alone(data: Path) -> None:
    """The first `--update` begins one."""
    (data / "permalinks.yml").unlink()
    assert main(["check"]) == 0
    assert main(["permalinks", "--update"]) == 0
    assert read_framework(data).framework.ledger.lines


def test_an_empty_list_becomes_a_ledger(data: Path) -> None:
    """`lines: []` says that there is nothing yet; the lines take its place."""
    (data / "permalinks.yml").write_text("# Ours.\nlines: []\n")
    assert main(["permalinks", "--update"]) == 0
    assert (data / "permalinks.yml").read_text().startswith("# Ours.\nlines:\n  - {id: ")
    assert main(["check"]) == 0


def test_a_ledger_to_which_nothing_can_be_added_stays_as_it_is(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told; no line is written that would break the file."""
    ledger = data / "permalinks.yml"
    lines = [line.removeprefix("  - ") for line in ledger.read_text().splitlines() if "- {" in line]
    ledger.write_text(f"lines: [{', '.join(lines[:-1])}]\n")
    before = ledger.read_text()
    assert main(["permalinks", "--update"]) == 1
    assert "no line can be added at the end of this file" in capsys.readouterr().err
    assert ledger.read_text() == before


@pytest.mark.parametrize("words", ['Say "yes", or: no # maybe', "a\\b", "yes", "Tŷ'r {Bobl}\n\nO"])
def test_any_words_can_be_recorded(data: Path, words: str) -> None:
    """What is written is what is read."""
    line = LedgerLine(id="no", edition="1", version="1", kind="question", words=words, retired="x")
    ledger = data / "permalinks.yml"
    ledger.write_text(f"{ledger.read_text()}{as_text(line)}\n")
    assert read_framework(data).framework.ledger.lines[-1] == line


def test_changes_come_newest_first_and_not_from_the_first_release() -> None:
    """What was there at the start is not news."""
    first = {"id": "who", "edition": "1", "kind": "question", "section": "one"}
    history = History(
        Ledger(
            lines=(
                LedgerLine(**first, version="1", words="Who?"),
                LedgerLine(id="who", edition="1", version="2", words="Who is here?"),
                LedgerLine(id="who", edition="1", version="3", words="Who is there?"),
            )
        )
    )
    assert [(it.release.version, it.old, it.new) for it in history.changes("who")] == [
        ("3", "Who is here?", "Who is there?"),
        ("2", "Who?", "Who is here?"),
    ]
    assert history.changes("one") == history.changes("who")


def test_a_release_is_named_in_an_address() -> None:
    """By itself, where it is plain: as on what was printed long ago."""
    assert Release("2022", "1.0").code == Release("2022", "1.0").earlier_code == "2022-1.0"


ALIKE = (
    ("2022-1", "0"), ("2022", "1-0"), ("2022-1-0", "1"), ("2022", "1"), ("２０２２", "1"),
    ("édition", "1"), ("e\u0301dition", "1"), ("edition", "1"), ("Edition", "1"), ("2022/1", "0"),
    ("2022 1", "0"), ("2022_1", "0"), ("2022+1", "0"), ("2022%201", "0"), ("", "2022-1"),
    ("二〇二二年", "一"), ("二〇二三年", "一"), ("٢٠٢٢", "1"), ("🌱", "1"), ("🌳", "1"), ("-", "-"),
    ("2022", "1.0"), ("2022", ".1.0"), ("x" * 500, "1"), ("x" * 501, "1"), ("2022", "ü"),
)  # fmt: skip


def test_no_two_releases_have_the_same_code() -> None:
    """In any script, with any signs; a code is short, and no browser changes it in an address."""
    every = [Release(*pair) for pair in ALIKE]
    assert len({release.code for release in every}) == len(ALIKE)
    for release in every:
        assert re.fullmatch(r"[A-Za-z0-9.-]{3,64}", release.code)
        assert urlencode({"v": release.code}) == f"v={release.code}"


def test_an_earlier_code_names_a_release_where_it_names_no_other() -> None:
    """Of what was printed with it, nothing is claimed that may be of another release."""
    dated, first, second = Release("2022 / 2", "1"), Release("2022-1", "0"), Release("2022", "1-0")
    assert [*codes((dated, first, second, dated))] == [
        (dated.code, "2022-2-1"),
        (first.code,),
        (second.code,),
    ]
    plain, odd = Release("2022", "1"), Release("2022", "/1")
    assert [*codes((odd, plain))] == [(odd.code,), ("2022-1",)]
