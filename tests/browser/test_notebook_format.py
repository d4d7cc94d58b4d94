"""The file of a notebook: what is understood is kept, what is not is told, whatever the file is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.notebook_files import EXPECTED, FOLDER, content, schemas, validators

FILE = "assets/notebook-format.mjs"
READ_ALL = """(it, files) => files.map((file) => {
  const bytes = Uint8Array.from(file, (sign) => sign.charCodeAt(0));
  const read = it.read(bytes);
  const again = read.value && it.read(it.write(read.value));
  return {
    ...read, text: read.value && it.write(read.value), polluted: {}.polluted ?? null,
    isSteady: !again || (!again.problems.length && it.write(again.value) === it.write(read.value)),
    isSame: JSON.stringify(it.read(bytes.buffer)) === JSON.stringify(read),
  };
})"""
MADE = """(it, made) => made.map((code) => {
  const content = (0, eval)(code);
  const began = performance.now();
  const { kind, problems } = it.read(content);
  return [kind, problems, performance.now() - began];
})"""
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def opened(without_page: Ask) -> dict[str, Any]:
    """What is read from each file of the set."""
    found = without_page(FILE, READ_ALL, [content(name) for name in EXPECTED])
    return dict(zip(EXPECTED, found, strict=True))


def test_each_file_of_the_set_is_read_as_it_says(opened: dict[str, Any]) -> None:
    """Every file in the folder is expected; what is read is written so that it is read again."""
    assert {file.name for file in FOLDER.iterdir()} == {*EXPECTED, "expected.json"}
    for name, expected in EXPECTED.items():
        read = opened[name]
        assert read["problems"] == expected["problems"], name
        assert (read["kind"], read["newer"]) == (expected["kind"], expected["newer"]), name
        assert count(read["value"]) == expected["holds"], name
        assert (read["isSteady"], read["isSame"], read["polluted"]) == (True, True, None), name


def count(value: Any) -> Any:
    """How much there is in a notebook or an answers file."""
    if not value:
        return None
    if "rounds" not in value:
        return {"answers": len(value["answers"])}
    parts = {part: sum(len(it[part]) for it in value["rounds"]) for part in ("answers", "promises")}
    return {"rounds": len(value["rounds"])} | parts


def test_good_files_fit_the_schema_and_are_written_as_they_were(opened: dict[str, Any]) -> None:
    """Byte for byte where they are UTF-8; what is written of any file fits too."""
    fits = validators()
    for name, read in opened.items():
        if read["value"] is None:
            continue
        assert [] == list(fits[read["kind"]].iter_errors(json.loads(read["text"]))), name
        if name.startswith("good") and "utf-16" not in name:
            text = (FOLDER / name).read_bytes().decode("utf-8-sig")
            assert text == read["text"], name


def test_the_example_in_the_docs_is_a_notebook(without_page: Ask) -> None:
    """It is read without a word, and written as it stands there."""
    page = (ROOT / "docs" / "use" / "notebook-format.md").read_text("utf-8")
    example = page.partition("```json\n")[2].partition("```")[0]
    found = without_page(
        FILE, "(it, text) => [it.read(text).problems, it.write(it.read(text).value)]", example
    )
    assert found == [[], example]


def test_the_schema_refuses_what_the_format_does_not_hold() -> None:
    """An unknown key, a missing one, a wrong type, a day that is none; and it has its address."""
    fits = validators()["notebook"]
    assert schemas()["notebook"]["$id"].endswith("t/data/notebook/1/notebook.schema.json")
    good = (FOLDER / "good-full.json").read_text("utf-8")
    for old, new in (
        ('"look_again"', '"look_later"'), ('"kept": null', '"kept": "maybe"'),
        ('"a1"', '"__proto__"'),
        ('"2026-11-26",', '"26 November",'), ('"version": 1,', '"version": 2,'),
        ('"by": "2027-01-31"', '"by": "2027-02-30"'), ('"name": null', '"name": 3'),
    ):  # fmt: skip
        assert old in good
        assert not fits.is_valid(json.loads(good.replace(old, new, 1))), new


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("'x'.repeat(50e6)", "This file is too large: 48 MB, and 20 MB is the most."),
        ("new ArrayBuffer(50e6)", "This file is too large: 48 MB, and 20 MB is the most."),
        ("'\"' + 'x'.repeat(15e6)", "This file is not whole"),
        (
            """'{"format":"partnering-notebook","version":1,"rounds":['"""
            """ + '{},'.repeat(999999) + '{}]}'""",
            "It has 1000000 rounds, and 500 is the most. Nothing was opened.",
        ),
        ("'{' + '\"a\":{'.repeat(1e6)", "This file is not whole"),
        ("'{\"a\":[' + '['.repeat(1e6) + ']'.repeat(1e6) + ']}'", "it is not a notebook"),
        ("'\\n\\n  {\"a\": tru}'", "in line 3, column 9 does not belong there"),
        ("'{\"a\": \"b\\nc\"}'", "in line 1, column 7 does not belong there"),
        ("'{} {}'", "in line 1, column 4 does not belong there"),
        ("null", "This file is empty."),
        ("({ length: 3 })", "This file is not a notebook"),
        ("3", "This file is not a notebook"),
    ],
)  # fmt: skip
def test_nothing_that_is_opened_breaks_it(without_page: Ask, code: str, said: str) -> None:
    """The reader is told in a sentence, soon."""
    ((kind, problems, took),) = without_page(FILE, MADE, [code])
    assert (kind, len(problems)) == (None, 1)
    assert said in problems[0]
    assert took < 10_000


def test_a_file_has_a_name_that_every_system_takes(without_page: Ask) -> None:
    """In any script; 80 letters at most; no sign or name that Windows refuses."""
    named = "(it, name) => it.fileName({ ...it.emptyNotebook({}), name }, '2026-11-26')"
    names = [
        "Northshire partnership",
        "",
        "CON",
        '<>:"/\\|?*\0',
        "שלום עולם",
        "e\u0301té",
        "x" * 300,
        "𠀀" * 60,
    ]
    made = [without_page(FILE, named, name) for name in names]
    assert made[:6] == [
        "northshire-partnership-notebook-2026-11-26.json", "notebook-2026-11-26.json",
        "con-notebook-2026-11-26.json", "notebook-2026-11-26.json",
        "שלום-עולם-notebook-2026-11-26.json", "été-notebook-2026-11-26.json",
    ]  # fmt: skip
    assert all(len(name.encode("utf-16-le")) <= 160 and len(name.encode()) <= 255 for name in made)
    answers = content("good-answers.json")
    named = "(it, text) => it.fileName(it.read(text).value, '2026-11-26T10:00:00Z')"
    assert without_page(FILE, named, answers) == "northshire-nhs-answers-s7f3k-2026-11-26.json"


def test_a_new_notebook_is_read_as_it_was_written(without_page: Ask) -> None:
    """A round with an answer and a promise in which nothing stands yet: times to the second."""
    script = """(it) => {
      const now = "2026-11-26T10:15:00.123Z";
      const held = it.emptyNotebook({ title: "A", edition: "1", version: "1", address: "" });
      held.rounds.push(it.newRound({ id: "r", began: now }));
      held.rounds[0].answers.push(it.newAnswer({ id: "a", about: "who", asked: "Who?", now }));
      held.rounds[0].promises.push(it.newPromise({ id: "p", now }));
      const { problems, value } = it.read(it.write(held));
      return [problems, it.write(value) === it.write(held), held.rounds[0].answers[0].written];
    }"""
    assert without_page(FILE, script) == [[], True, "2026-11-26T10:15:00Z"]
