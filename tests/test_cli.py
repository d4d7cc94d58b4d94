"""The `partnering` command: what it prints, and with which exit code it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.model.schema import RECORDS, json_schema
from tests import typefaces
from tests.conftest import write
from tests.golden import SMALL


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small framework in `framework_data/`, below the working folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "framework_data", SMALL)
    return Path("framework_data")


def partnering(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_check_says_what_the_data_holds(capsys: pytest.CaptureFixture[str]) -> None:
    """Data without a fault ends with 0 and a count of what it holds."""
    assert main(["check"]) == 0
    assert capsys.readouterr() == (
        "All is well: A small framework, edition 1: 2 sections, 3 questions, 2 resources, "
        "0 session plans.\n",
        "",
    )


def test_check_reads_the_folder_that_it_is_given(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another folder of data is named by --data."""
    data.rename("other")
    assert main(["check", "--data", "other"]) == 0
    assert main(["check"]) == 1
    assert capsys.readouterr().err == (
        "framework_data:1:1: there is no such folder; name the data folder\n1 problem found.\n"
    )


def test_check_tells_every_problem_on_the_error_stream(data: Path) -> None:
    """Data with faults ends with 1, every fault on a line of its own and no traceback."""
    write(data, {"sections/1-one.yml": "id: one\nid: two\n", "sections/3.yml": "[" * 5000})
    write(data, {"framework.yml": SMALL["framework.yml"].replace("  - read", "  - reed\n  - walk")})
    done = partnering("check")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "framework_data/framework.yml:18:5: there is no resource 'reed'; did you mean 'read'?",
        "framework_data/sections/1-one.yml:2:1: 'id' stands here a second time; "
        "keep it once (line 1)",
        "framework_data/sections/3.yml:1:13: nested more than 12 deep; "
        "put text with brackets in quotes",
        "3 problems found.",
    ]


def test_check_prints_any_words_on_any_console(data: Path) -> None:
    """A letter that the console lacks is shown by its number; it does not stop the command."""
    about = SMALL["framework.yml"].replace("A small", "שלום")
    write(data, {"framework.yml": about})
    done = partnering("check", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(r"All is well: \u05e9\u05dc\u05d5\u05dd framework, edition 1:")


def test_schema_writes_what_the_model_makes(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind of record has its JSON Schema in the data's own folder; the data stays well."""
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == f"Wrote {len(RECORDS)} schemas to framework_data/schema.\n"
    written = {
        file.name: json.loads(file.read_text(encoding="utf-8"))
        for file in (data / "schema").iterdir()
    }
    assert written == {f"{kind}.schema.json": json_schema(kind) for kind in RECORDS}
    assert main(["check"]) == 0


def test_schema_writes_the_same_bytes_each_time(data: Path) -> None:
    """A second run changes nothing."""
    runs = []
    for _ in range(2):
        assert main(["schema"]) == 0
        runs.append({file.name: file.read_bytes() for file in (data / "schema").iterdir()})
    assert runs[0] == runs[1]


def test_a_folder_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """What the system refuses is told in one line, without a traceback."""
    assert main(["schema", "--data", "nowhere"]) == 1
    assert capsys.readouterr().err == ("nowhere/schema: No such file or directory\n")


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "--site", "a"]])
def test_a_command_that_is_not_known_is_explained(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in the command ends with 2 and the ways to use it."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: partnering [-h] COMMAND ...")


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command says in a sentence what it does."""
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    words = " ".join(capsys.readouterr().out.split())
    for sentence in (
        "check Say what the data holds, or every problem in it.",
        "schema Write the JSON Schemas by which an editor completes and checks the data.",
        "build Build the site beside the last one, and put it in place only when all of it is",
    ):
        assert sentence in words


def misused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command says of arguments that it cannot use; it ends with 2."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    return capsys.readouterr().err


def made(folder: str = "sheets") -> list[str]:
    """The files that the command wrote."""
    return sorted(path.name for path in Path(folder).iterdir())


def test_worksheets_makes_what_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """One sheet on one paper comes in every form; each option narrows that."""
    address = ["--address", "https://a.example/"]
    assert main(["worksheets", "one", *address]) == 0
    assert capsys.readouterr().out == "Wrote 4 files to sheets/.\n"
    assert made() == ["one-a4-fillable.pdf", "one-a4-large.pdf", "one-a4.docx", "one-a4.pdf"]
    some = ["--paper", "letter", "--size", "large", "--format", "pdf", "-o", "some"]
    assert main(["worksheets", "one", "walk-run", *some, *address]) == 0
    assert made("some") == ["one-letter-large.pdf", "walk-run-letter-large.pdf"]


def test_worksheets_writes_the_same_bytes_every_time() -> None:
    """With the cache and without it."""
    options = ["worksheets", "one", "--address", "https://a.example/"]
    for folder, cache in (("first", "kept"), ("again", "kept"), ("afresh", "new")):
        assert main([*options, "-o", folder, "--cache", cache]) == 0
    for name in made("first"):
        first = Path("first", name).read_bytes()
        assert first == Path("again", name).read_bytes() == Path("afresh", name).read_bytes()


def test_worksheets_takes_typefaces_for_letters_that_ours_lack(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a folder; without it, or where there is none, a message says what to do."""
    write(data, {"sections/1-one.yml": SMALL["sections/1-one.yml"].replace("Who", "谁")})
    one = ["worksheets", "one", "--address", "https://a.example/"]
    assert main(one) == 1
    assert "have no '谁' (U+8C01, cjk unified ideograph-8c01)" in capsys.readouterr().err
    typefaces.make(Path("fonts"), "Some Han", "谁")
    assert main([*one, "--fonts", "fonts"]) == 0
    assert main([*one, "--fonts", "nowhere"]) == 1
    assert capsys.readouterr().err == "there is no folder nowhere\n"
    assert main(one) == 1
    assert main(["permalinks", "--update"]) == 0


def test_worksheets_names_the_nearest_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in an id ends with 1 and writes nothing."""
    assert main(["worksheets", "onne", "--address", "https://a.example/"]) == 1
    assert capsys.readouterr().err == "there is no sheet 'onne'; did you mean 'one'?\n"
    assert not Path("sheets").exists()


def test_the_deck_of_cards_is_named_like_a_sheet() -> None:
    """Its file is made alone."""
    options = ["--format", "pdf", "--size", "clear", "--paper", "a4", "-o", "made"]
    assert main(["worksheets", "cards", *options, "--address", "https://a.example/"]) == 0
    assert [file.name for file in Path("made").iterdir()] == ["cards-a4.pdf"]
    options[1] = "press"
    assert main(["worksheets", "cards", *options, "--address", "https://a.example/"]) == 0
    assert sorted(file.name for file in Path("made").iterdir()) == [
        "cards-a4.pdf",
        "cards-press.pdf",
    ]


def test_worksheets_needs_the_address_that_sheets_carry(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It comes with the command, or from the setting that the site is built with."""
    monkeypatch.setenv("SITE_URL", "https://a.example/")
    assert main(["worksheets", "one"]) == 0
    monkeypatch.delenv("SITE_URL")
    assert "the following arguments are required: --address" in misused(capsys, "worksheets", "one")


@pytest.mark.parametrize("address", ["", "a.example", "https://[you]/", "https://a.example/?q"])
def test_an_address_that_paper_cannot_carry_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    """From the command or the environment: it is said which, and nothing is made."""
    monkeypatch.setenv("SITE_URL", "https://a.example/")
    given = misused(capsys, "worksheets", "one", "--address", address)
    assert f"error: --address is '{address}', which " in given
    monkeypatch.setenv("SITE_URL", address)
    setting = misused(capsys, "nginx", "--site", ".")
    assert f"error: the environment variable SITE_URL is '{address}', which " in setting
    assert not Path("sheets").exists()


def test_an_address_is_carried_in_its_one_form() -> None:
    """However it was given."""
    assert main(["worksheets", "one", "--address", "HTTPS://A.Example:443/a b", "-o", "one"]) == 0
    assert main(["worksheets", "one", "--address", "https://a.example/a%20b/", "-o", "two"]) == 0
    for name in made("one"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


@pytest.mark.parametrize("arguments", [["words"], ["check"], ["schema"]])
def test_who_stops_reading_gets_no_traceback(arguments: list[str]) -> None:
    """As with `| head`: the command ends quietly, whatever it still had to say."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "generator.cli", *arguments]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert done.stderr == ""
    assert done.returncode == 141


def test_who_stops_reading_problems_gets_no_traceback(data: Path) -> None:
    """Nor where the problems themselves are piped away."""
    write(data, {"sections/1-one.yml": "id: one\nid: two\n"})
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "generator.cli", "check"]
    done = subprocess.run(command, stdout=writer, stderr=writer, check=False)
    os.close(writer)
    assert done.returncode == 141


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
@pytest.mark.parametrize("arguments", [["words"], ["check"], ["permalinks"]])
def test_no_console_stops_a_command(
    data: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, arguments: list[str]
) -> None:
    """Words and problems with letters that it lacks are printed all the same."""
    about = SMALL["framework.yml"].replace("A small", "שלום — A small")
    write(data, {"framework.yml": about})
    out, error = console_of(monkeypatch, encoding)
    main(arguments)
    (data / "שלום.yml").touch()
    assert main(["check"]) == 1
    for stream in (out, error):
        stream.flush()
    assert b"nothing is read from here" in error.buffer.getvalue()


def console_of(monkeypatch: pytest.MonkeyPatch, encoding: str) -> tuple[Any, Any]:
    """The two streams of a console with this encoding, as Python opens them, in use from here."""
    out = TextIOWrapper(BytesIO(), encoding, "strict")
    error = TextIOWrapper(BytesIO(), encoding, "backslashreplace")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", error)
    return out, error


def test_a_console_of_python_itself_stops_no_command(data: Path) -> None:
    """With the streams that a fresh Python opens for a console without most letters."""
    write(data, {"framework.yml": SMALL["framework.yml"].replace("A small", "שלום — A small")})
    (data / "שלום.yml").touch()
    done = partnering("check", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "nothing is read from here" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_nginx_is_told_is_utf_8_on_any_console(tmp_path: Path) -> None:
    """It is a file for nginx, with the letters of the address."""
    write(tmp_path / "site", {"index.html": "<p>"})
    command = [sys.executable, "-m", "generator.cli", "nginx", "--address", "https://a.example/é/"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert 'location ^~ "/é/" {' in done.stdout.decode()


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_file_keeps_the_ends_of_its_lines(data: Path, ends: str) -> None:
    """The ledger, the schemas: as a checkout has them, so that only what is new differs."""
    before = f"# The ledger.{ends}lines: []{ends}"
    (data / "permalinks.yml").write_bytes(before.encode())
    assert main(["schema"]) == 0
    for file in (data / "schema").iterdir():
        file.write_bytes(file.read_bytes().replace(b"\n", ends.encode()))
    schemas = {file: file.read_bytes() for file in (data / "schema").iterdir()}
    assert main(["schema"]) == 0
    assert {file: file.read_bytes() for file in schemas} == schemas
    assert main(["permalinks", "--update"]) == 0
    ledger = (data / "permalinks.yml").read_bytes()
    assert ledger.startswith(f"# The ledger.{ends}lines:{ends}".encode())
    assert ledger.count(b"\n") == ledger.count(ends.encode()) > 5
    assert ledger.count(b"\r") == (ledger.count(b"\n") if ends == "\r\n" else 0)
