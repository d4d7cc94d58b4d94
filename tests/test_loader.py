"""A folder of files → records, and what an author is told of each fault in them."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import pytest

from generator import build
from generator.data.document import Document
from generator.data.loader import load
from tests.conftest import write
from tests.golden import SMALL

ONE, WALK, ABOUT = "sections/1-one.yml", "resources/walk.yml", "framework.yml"
LINKS = "links.yml"
DAY = "write the day as in 2026-03-31, or never"
WRITE = "write it out, or delete the line where it may be left out"
ID = "use lower-case letters, digits and single hyphens, as in 'shared-purpose'"
URL = "use an address that begins https://, http:// or mailto:"
FIGURES = "write a whole number in figures, such as 20"
LIST = "write it as a list, each item on a line that begins with '- '"
KEYS = "write it as lines of 'key: value', indented"
BARE = 'put the word in quotes, as in "yes"'
SWAP = "swap them, or leave 'most' out"
READ = "the data is framework.yml and the .yml files in sections/, resources/ and plans/"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small framework in `data/`, below the working folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "data", SMALL)
    return Path("data")


def told(folder: Path) -> list[str]:
    """What is said of the files in `folder`, without its name, in the order of files and lines."""
    return [str(problem).removeprefix("data/") for problem in sorted(load(folder).problems)]


def change(data: Path, file: str, old: str, new: str) -> None:
    """Put `new` in place of the first `old` in a file."""
    assert old in SMALL[file]
    write(data, {file: SMALL[file].replace(old, new, 1)})


def test_the_small_framework_has_no_fault(data: Path) -> None:
    """What is well is read without a word."""
    loaded = load(data)
    assert loaded.problems == ()
    assert [(entry.kind, entry.id) for entry in loaded.entries] == [
        ("framework", None),
        ("link-list", None),
        ("section", "one"),
        ("section", "two"),
        ("resource", "read"),
        ("resource", "walk"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        # ids
        (ONE, "id: why", "id: Why Not", f"8:9: question 'Why Not': 'id' is 'Why Not'; {ID}"),
        (ONE, "id: one", "id: 1st", f"1:5: section '1st': 'id' is '1st'; {ID}"),
        (ONE, "id: why", r'id: "why\n"', rf"8:9: question 'why\n': 'id' is 'why\n'; {ID}"),
        (ONE, "id: why", "id: " + "y" * 61,
         f"8:9: question '{'y' * 61}': 'id' is too long; use at most 60 characters"),
        # keys
        (ONE, "label: First", "label: First\nlabels: 1",
         "4:1: section 'one' has an unknown key 'labels'; did you mean 'label'?"),
        (ONE, "label: First", "label: First\nzzz: 1", "4:1: section 'one' has an unknown key 'zzz';"
         " choose one of: id, label, questions, resources, rights, summary, title"),
        (ONE, "label: First", "label: First\n<<: {a: b}", "4:1: section 'one' has an unknown key"
         " '<<'; choose one of: id, label, questions, resources, rights, summary, title"),
        (ONE, "text: Who is here?", "text: Who is here?\n    txt: a",
         "8:5: question 'who' has an unknown key 'txt'; did you mean 'text'?"),
        (WALK, "    minutes: 10", "    minuets: 10",
         "22:5: step 1 of resource 'walk' has an unknown key 'minuets'; did you mean 'minutes'?"),
        (WALK, "    licence: P", "    license: a\n    licence: P", "44:5: based_on 1 of resource"
         " 'walk' has an unknown key 'license'; did you mean 'licence'?"),
        # what is missing or empty
        (ONE, "    text: Who is here?\n", "", "6:5: question 'who' has no 'text'; add a 'text:' "
         "line"),
        (ONE, "label: First\n", "", "1:1: section 'one' has no 'label'; add a 'label:' line"),
        (ONE, "id: one\n", "", "1:1: this section has no 'id'; add an 'id:' line"),
        (ONE, "id: why\n    ", "", "8:5: question 2 of section 'one' has no 'id'; add an 'id:' "
         "line"),
        (WALK, "  least: 20\n", "", "11:3: 'time' of resource 'walk' has no 'least'; "
         "add a 'least:' line"),
        (ABOUT, "credit: Its makers, 2020\n", "", "1:1: the framework has no 'credit'; "
         "add a 'credit:' line"),
        (ONE, "text: Who is here?", "text:", f"7:10: question 'who': 'text' is empty; {WRITE}"),
        (ONE, "text: Who is here?", 'text: ""', f"7:11: question 'who': 'text' is empty; {WRITE}"),
        (ONE, "text: Who is here?", 'text: " "', f"7:11: question 'who': 'text' is empty; {WRITE}"),
        (WALK, "when:\n  - At the start", "when:", f"6:6: resource 'walk': 'when' is empty; "
         f"{WRITE}"),
        (WALK, "when:\n  - At the start", "when: []", "6:7: resource 'walk': 'when' is empty; "
         "add at least one"),
        (WALK, "  - At the start", "  -", f"7:4: resource 'walk': 'when 1' is empty; {WRITE}"),
        (WALK, "  licence: Public domain", "  licence:",
         f"44:13: based_on 1 of resource 'walk': 'licence' is empty; {WRITE}"),
        (WALK, "    licence: Public domain\n", "",
         "42:5: based_on 1 of resource 'walk' has no 'licence'; add a 'licence:' line"),
        (WALK, "origin: An old habit.", 'origin: " "',
         f"40:9: resource 'walk': 'origin' is empty; {WRITE}"),
        (WALK, "origin: An old habit.\n", "", "1:1: resource 'walk' has no 'origin'; "
         "add an 'origin:' line"),
        # the list of links
        (LINKS, "2026-03-31", "2026-02-31", "5:14: link 2 of this link-list: 'checked' is "
         f"'2026-02-31'; {DAY}"),
        (LINKS, "checked: never", "checked: soon",
         f"3:14: link 1 of this link-list: 'checked' is 'soon'; {DAY}"),
        (LINKS, "checked: never", "checked:",
         f"3:13: link 1 of this link-list: 'checked' is empty; {WRITE}"),
        (LINKS, "https://walk.example/map", "walk.example",
         f"4:10: link 2 of this link-list: 'url' is 'walk.example'; {URL}"),
        (WALK, "minutes: 20}", "minutes: 20, optional: perhaps}",
         "23:63: step 2 of resource 'walk': 'optional' is 'perhaps'; write yes or no"),
        # one thing in place of another
        (ONE, "text: Who is here?", "text: No",
         f"7:11: question 'who': 'text' is a bare yes or no, not text; {BARE}"),
        (ABOUT, "credit:", "language: no\ncredit:",
         f"8:11: the framework: 'language' is a bare yes or no, not text; {BARE}"),
        (ONE, "text: Who is here?", "text: [a, b]",
         "7:11: question 'who': 'text' is a list; write it as text"),
        (ONE, "text: Who is here?", "text: {a: b}",
         "7:11: question 'who': 'text' is a group of keys; write it as text"),
        (WALK, "when:\n  - At the start", "when: At the start",
         f"6:7: resource 'walk': 'when' is 'At the start'; {LIST}"),
        (WALK, "  - Shoes", "  - yes",
         f"19:5: resource 'walk': 'material 1' is a bare yes or no, not text; {BARE}"),
        (ONE, "  - id: who", "  - Who?\n  - id: who",
         f"6:5: section 'one': 'question 1' is 'Who?'; {KEYS}"),
        (ABOUT, "other_resources:\n  - read", "links: https://a.example",
         f"17:8: the framework: 'links' is 'https://a.example'; {LIST}"),
        # numbers
        (WALK, "minutes: 10", "minutes: ten",
         f"22:14: step 1 of resource 'walk': 'minutes' is 'ten'; {FIGURES}"),
        (WALK, "minutes: 10", "minutes: 10.5",
         f"22:14: step 1 of resource 'walk': 'minutes' is '10.5'; {FIGURES}"),
        (WALK, "minutes: 10", "minutes: yes",
         f"22:14: step 1 of resource 'walk': 'minutes' is a bare yes or no; {FIGURES}"),
        (WALK, "minutes: 10", f"minutes: {'9' * 5000}",
         f"22:14: step 1 of resource 'walk': 'minutes' is '{'9' * 59}…'; {FIGURES}"),
        (WALK, "minutes: 10", "minutes: 0",
         "22:14: step 1 of resource 'walk': 'minutes' is 0; use at least 1"),
        (WALK, "minutes: 10", "minutes: 2881",
         "22:14: step 1 of resource 'walk': 'minutes' is 2881; use at most 2880"),
        (WALK, "least: 20", "least: 50",
         f"11:3: resource 'walk': in 'time', 'most' (40) is less than 'least' (50); {SWAP}"),
        (WALK, "least: 2\n  most: 8", "least: 9\n  most: 8",
         f"15:3: resource 'walk': in 'group', 'most' (8) is less than 'least' (9); {SWAP}"),
        # how many
        (ABOUT, "credit:", "partners: [a, b, c, d, e, f, g]\ncredit:",
         "8:11: the framework: 'partners' has 7 items; keep at most 6"),
        (WALK, "picture:", "tables: [{title: T, columns: [a]}]\npicture:",
         "27:30: table 1 of resource 'walk': 'columns' has 1 item; give at least 2"),
        (WALK, "picture:", "tables: [{title: T, columns: []}]\npicture:",
         "27:30: table 1 of resource 'walk': 'columns' is empty; add at least one"),
        (WALK, "picture:", "tables: [{title: T, columns: [a, b], blank_rows: -1}]\npicture:",
         "27:50: table 1 of resource 'walk': 'blank_rows' is -1; use at least 0"),
        (WALK, "picture:", "tables: [{title: T, columns: [a, b], wide: 3}]\npicture:",
         "27:10: resource 'walk': 'wide' is 3, and there are 2 columns; "
         "count the columns from 1, or delete the line"),
        (WALK, "picture:", "first_prompts: 3\npicture:",
         "1:1: resource 'walk': 'first_prompts' or 'short_prompts' is 3, and there are 2 prompts; "
         "count no more prompts than there are"),
        # addresses, languages, directions
        (WALK, "url: https://walk.example/map", "url: javascript:alert(1)",
         f"52:10: link 1 of resource 'walk': 'url' is 'javascript:alert(1)'; {URL}"),
        (WALK, "url: https://walk.example/map", "url: ftp://walk.example",
         f"52:10: link 1 of resource 'walk': 'url' is 'ftp://walk.example'; {URL}"),
        (WALK, "url: https://walk.example/licence", "url: https://",
         f"45:10: based_on 1 of resource 'walk': 'url' is 'https://'; {URL}"),
        (WALK, "url: https://walk.example/licence", "url: https://a.example/b c",
         f"45:10: based_on 1 of resource 'walk': 'url' is 'https://a.example/b c'; {URL}"),
        (ABOUT, "credit:", "language: British English\ncredit:", "8:11: the framework: 'language' "
         "is 'British English'; use a language tag such as en-GB, cy or ar"),
        (ABOUT, "credit:", "direction: up\ncredit:",
         "8:12: the framework: 'direction' is 'up'; use 'ltr' or 'rtl'"),
        (ABOUT, "credit:", "direction: [ltr]\ncredit:",
         "8:12: the framework: 'direction' is a list; use 'ltr' or 'rtl'"),
    ],
)  # fmt: skip
def test_a_fault_in_a_record_is_told_in_one_line(
    data: Path, file: str, old: str, new: str, message: str
) -> None:
    """Each fault is told once, where it stands, with what would be right."""
    change(data, file, old, new)
    assert told(data) == [f"{file}:{message}"]


@pytest.mark.parametrize("edition", ["1.10", "2022-01-01", "'no'", "007", "1e3"])
def test_a_number_in_place_of_text_stays_the_text_that_was_typed(data: Path, edition: str) -> None:
    """Where text is meant, figures need no quotes and lose nothing."""
    change(data, ABOUT, 'edition: "1"', f"edition: {edition}")
    loaded = load(data)
    assert loaded.problems == ()
    assert loaded.entries[0].record.edition == edition.strip("'")  # type: ignore[union-attr]


def test_every_fault_of_a_record_is_told(data: Path) -> None:
    """A record is checked to its end."""
    write(data, {"sections/3-three.yml": "id: 3\nlabel: []\nquestions: none\n"})
    assert told(data) == [
        "sections/3-three.yml:1:1: section '3' has no 'summary'; add a 'summary:' line",
        "sections/3-three.yml:1:1: section '3' has no 'title'; add a 'title:' line",
        f"sections/3-three.yml:1:5: section '3': 'id' is '3'; {ID}",
        "sections/3-three.yml:2:8: section '3': 'label' is a list; write it as text",
        f"sections/3-three.yml:3:12: section '3': 'questions' is 'none'; {LIST}",
    ]


@pytest.mark.parametrize("text", ["- id: three\n", "Three\n", "~\n", "12\n"])
def test_a_file_holds_one_record(data: Path, text: str) -> None:
    """A file that holds a list or a word is no record."""
    write(data, {"sections/3-three.yml": text})
    assert told(data) == [
        "sections/3-three.yml:1:1: a section is wanted here; begin with lines such as 'id: …'"
    ]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (ONE, "resources/one.yml", "a section is in the wrong place; move the file to sections/"),
        (WALK, "sections/w.yml", "a resource is in the wrong place; move the file to resources/"),
        (ABOUT, "sections/framework.yml",
         "a framework is in the wrong place; its name is framework.yml"),
    ],
)  # fmt: skip
def test_a_record_in_the_wrong_folder_is_told_its_place(
    data: Path, source: str, target: str, message: str
) -> None:
    """A record is known by its keys, wherever it stands."""
    shutil.copy(data / source, data / target)
    assert told(data) == [f"{target}:1:1: {message}"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("sections/notes.txt", f"sections/notes.txt:1:1: nothing is read from here; {READ}"),
        ("sections/README.md", f"sections/README.md:1:1: nothing is read from here; {READ}"),
        ("sections/more/3-three.yml", f"sections/more:1:1: nothing is read from here; {READ}"),
        ("sections/x.yml/a", f"sections/x.yml:1:1: nothing is read from here; {READ}"),
        ("resources/X.YML", f"resources/X.YML:1:1: nothing is read from here; {READ}"),
        ("section/3-three.yml", f"section:1:1: nothing is read from here; {READ}"),
        ("notes.yml", f"notes.yml:1:1: nothing is read from here; {READ}"),
        ("sections/a\nb.txt", rf"sections/a\nb.txt:1:1: nothing is read from here; {READ}"),
        ("sections/3.yaml", "sections/3.yaml:1:1: the name ends in .yaml; rename it to 3.yml"),
        ("framework.yaml", "framework.yaml:1:1: the name ends in .yaml; rename it to "
         "framework.yml"),
    ],
)  # fmt: skip
def test_a_file_that_nothing_reads_is_told(data: Path, name: str, message: str) -> None:
    """No file of the data is passed over in silence."""
    write(data, {name: "id: three\n"})
    assert told(data) == [message]


@pytest.mark.parametrize(
    "name", ["README.md", "sections/.DS_Store", "sections/.#1-one.yml", "sections/1-one.yml~"]
)
def test_what_editors_and_systems_leave_behind_is_passed_over(data: Path, name: str) -> None:
    """Hidden files, back-up copies and a README are no data."""
    write(data, {name: "id: three\n"})
    assert told(data) == []


CUT = "put the text in quotes, or the comment on a line of its own"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (ONE, "Who is here?", "Who is #1?", "7:18: question 'who': a comment begins here, and "
         "'text' ends"),
        (ONE, "Who is here?", "Who is\n      here #now?", "8:12: question 'who': a comment begins "
         "here, and 'text' ends"),
        (ONE, "label: First", "label: Nr #1", "3:11: section 'one': a comment begins here, and "
         "'label' ends"),
        (WALK, "  - What did we hear?", "  - What was #1?", "25:14: resource 'walk': a comment "
         "begins here, and prompt 1 ends"),
        (WALK, "note: There and back.", "note: #1 of all.", "13:9: 'time' of resource 'walk': a "
         "comment begins here, and 'note' ends"),
        (WALK, "text: Walk out.", "text: Walk #out.", "21:16: step 1 of resource 'walk': a comment "
         "begins here, and 'text' ends"),
        (WALK, "holder: Its walkers", "holder: Its walkers\n    # 1", "48:5: 'card_rights' of "
         "resource 'walk': a comment begins here, and 'holder' ends"),
    ],
)  # fmt: skip
def test_a_text_that_a_comment_ends_is_told(
    data: Path, file: str, old: str, new: str, message: str
) -> None:
    """What follows ` #` would be lost without a word."""
    change(data, file, old, new)
    assert told(data) == [f"{file}:{message}; {CUT}"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (WALK, "minutes: 10", "minutes: 10  # at most"),
        (WALK, "kind: cycle", "kind: cycle  # a ring"),
        (WALK, "id: walk", "id: walk  # never changes"),
        (WALK, "url: https://walk.example/map", "url: https://walk.example/map  # seen"),
        (ONE, "  - walk", "  - walk  # out and back"),
        (ONE, "Who is here?", "'Who is #1?'  # for 'now'"),
        (ONE, "Who is here?", "|  # as it was said\n      Who is #1?"),
        (ONE, "  - id: why", "  # The second.\n  - id: why"),
        (WALK, "prompts:", "prompts:  # two"),
    ],
)
def test_a_comment_that_takes_nothing_from_a_text_is_read(
    data: Path, file: str, old: str, new: str
) -> None:
    """After a number, an id, an address or quotation marks, or on a line of its own."""
    change(data, file, old, new)
    assert told(data) == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("\u200b", "U+200B"),
        ("\u00ad\u200d", "U+00AD, U+200D"),
        ("\u00a0", "U+00A0"),
        ("\u2003\u3000", "U+2003, U+3000"),
        ("\u3164", "U+3164"),
        ("\u2800\u2800", "U+2800"),
        ("\ufe0f", "U+FE0F"),
        ("\U000e0041", "U+E0041"),
        ("'\ufeff'", "U+FEFF"),
        (r'"\u2062 \u180e"', "U+2062, U+0020, U+180E"),
    ],
)
def test_a_text_of_which_nothing_can_be_seen_is_empty(data: Path, words: str, named: str) -> None:
    """Whether it must be there or may be left out; what is there is named."""
    empty = f"is empty: what is there cannot be seen ({named}); {WRITE}"
    change(data, ONE, "Who is here?", words)
    assert told(data) == [f"{ONE}:7:11: question 'who': 'text' {empty}"]
    write(data, SMALL)
    change(data, WALK, "note: There and back.", f"note: {words}")
    assert told(data) == [f"{WALK}:13:9: 'time' of resource 'walk': 'note' {empty}"]


@pytest.mark.parametrize("words", ["a\u00adb", "من\u200fهم؟", "👩\u200d🌾", "\u2801", "\u0605"])
def test_signs_that_cannot_be_seen_may_stand_in_a_text(data: Path, words: str) -> None:
    """A text is empty only where there is nothing else in it."""
    change(data, ONE, "Who is here?", words)
    assert told(data) == []


def test_once_a_site_is_described_its_files_are_let_go(data: Path) -> None:
    """Records stay; the places of all words would take more memory in a large framework."""
    site = build.read(data)
    gc.collect()
    assert site.framework.sections
    held = [it for it in gc.get_objects() if isinstance(it, Document)]
    assert [it.path for it in held if it.path.startswith("data/")] == []
