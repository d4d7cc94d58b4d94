"""What one record says of another, and that one run tells everything, in order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.checks.run import read_framework
from generator.errors import FrameworkError, Location
from generator.permalinks.places import RESERVED, WINDOWS
from tests.conftest import write
from tests.golden import SMALL

ONE, TWO, WALK = "sections/1-one.yml", "sections/2-two.yml", "resources/walk.yml"
READ, ABOUT = "resources/read.yml", "framework.yml"
UNIQUE = "choose another: ids are unique in the whole framework"
HOME = "add it to a section's 'resources' or to 'other_resources' in framework.yml"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small framework in `data/`, below the working folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "data", SMALL)
    return Path("data")


def told(folder: Path) -> list[str]:
    """What is said of the framework in `folder`."""
    with pytest.raises(FrameworkError) as caught:
        read_framework(folder)
    return str(caught.value).splitlines()


def change(data: Path, file: str, old: str, new: str) -> None:
    """Put `new` in place of the first `old` in a file."""
    assert old in SMALL[file]
    write(data, {file: SMALL[file].replace(old, new, 1)})


def test_a_framework_comes_in_the_order_of_its_data(data: Path) -> None:
    """Sections come by file name; resources as sections name them, then those outside."""
    framework = read_framework(data).framework
    assert [section.id for section in framework.sections] == ["one", "two"]
    assert [resource.id for resource in framework.resources] == ["walk", "read"]


def test_a_number_in_a_file_name_counts_as_a_number(data: Path) -> None:
    """The tenth section comes after the ninth, not after the first."""
    for number in (10, 9):
        name = f"s{number}"
        text = SMALL[TWO].replace("id: two", f"id: {name}").replace("id: next", f"id: {name}-next")
        write(data, {f"sections/{number}-more.yml": text})
    sections = read_framework(data).framework.sections
    assert [section.id for section in sections] == ["one", "two", "s9", "s10"]


def test_every_id_is_known_by_the_place_where_it_is_written(data: Path) -> None:
    """The place of an id is that of its record's 'id' line; of the whole, its file.

    A prompt or picture, which has no id, is known by that of its resource and its number or name;
    the label of a section and the rights of a question or resource, by its id and what they are.
    """
    assert read_framework(data).locations == {
        "framework": Location("data/framework.yml"),
        "one": Location("data/sections/1-one.yml", 1, 5),
        "who": Location("data/sections/1-one.yml", 6, 9),
        "why": Location("data/sections/1-one.yml", 8, 9),
        "one--label": Location("data/sections/1-one.yml", 3, 8),
        "who--rights": Location("data/framework.yml", 10, 3),
        "why--rights": Location("data/framework.yml", 10, 3),
        "two": Location("data/sections/2-two.yml", 1, 5),
        "two--label": Location("data/sections/2-two.yml", 3, 8),
        "next--rights": Location("data/framework.yml", 10, 3),
        "next": Location("data/sections/2-two.yml", 6, 9),
        "read": Location("data/resources/read.yml", 1, 5),
        "read--1": Location("data/resources/read.yml", 17, 5),
        "walk": Location("data/resources/walk.yml", 1, 5),
        "walk--1": Location("data/resources/walk.yml", 25, 5),
        "walk--2": Location("data/resources/walk.yml", 26, 5),
        "walk--picture": Location("data/resources/walk.yml", 28, 3),
        "walk--rights": Location("data/resources/walk.yml", 42, 3),
        "read--rights": Location("data/resources/read.yml", 20, 3),
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "messages"),
    [
        (ONE, "id: why", "id: who",
         [f"{ONE}:8:9: the id 'who' is taken (data/{ONE}:6:9); {UNIQUE}"]),
        (TWO, "id: next", "id: one",
         [f"{TWO}:6:9: the id 'one' is taken (data/{ONE}:1:5); {UNIQUE}"]),
        (TWO, "id: two", "id: walk",
         [f"{WALK}:1:5: the id 'walk' is taken (data/{TWO}:1:5); {UNIQUE}"]),
        (ONE, "  - walk", "  - wakl",
         [f"{WALK}:1:5: no section names the resource 'walk'; {HOME}",
          f"{ONE}:11:5: there is no resource 'wakl'; did you mean 'walk'?"]),
        (TWO, "label:", "resources: [sing]\nlabel:",
         [f"{TWO}:3:13: there is no resource 'sing'; choose one of: read, walk"]),
        (TWO, "label:", "resources: [one]\nlabel:",
         [f"{TWO}:3:13: there is no resource 'one'; choose one of: read, walk"]),
        (ONE, "  - walk", "  - walk\n  - walk",
         [f"{ONE}:12:5: the resource 'walk' is named twice here; name it once"]),
        (ABOUT, "  - read", "  - read\n  - walk",
         [f"{ABOUT}:19:5: the resource 'walk' also belongs to a section; "
          "name it in one of the two"]),
        (ABOUT, "other_resources:\n  - read\n", "",
         [f"{READ}:1:5: no section names the resource 'read'; {HOME}"]),
    ],
    ids=["two questions", "question and section", "section and resource", "near match",
         "no match", "no resource", "twice", "section and outside", "nowhere"],
)  # fmt: skip
def test_records_agree_on_ids(
    data: Path, file: str, old: str, new: str, messages: list[str]
) -> None:
    """An id is written once; a resource that is named exists, and has one kind of home."""
    change(data, file, old, new)
    assert told(data) == [f"data/{message}" for message in messages]


BACK = "  - {text: Walk back., say: Home now., minutes: 20}"
MEND = "mend the minutes of the steps, or the time"


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ("  - who", "  - whoo", ["67:5: there is no question 'whoo'; did you mean 'who'?"]),
        ("  - who", "  - one", ["67:5: there is no question 'one'; choose one of: next, who, why"]),
        ("  - who", "  - who\n  - why\n  - who",
         ["69:5: the question 'who' is named twice here; name it once"]),
        (BACK, "  - text: Walk back.",
         ["23:5: step 2 of resource 'walk' has no 'minutes', and others have; "
          "give minutes to all steps or to none"]),
        ("    minutes: 10", "    minutes: 21",
         [f"12:9: the steps of resource 'walk' add up to 41 minutes, but its time is 20 to 40; "
          f"{MEND}"]),
        (BACK, "  - {text: Walk back., minutes: 5}",
         [f"11:10: the steps of resource 'walk' add up to 15 minutes, but its time is 20 to 40; "
          f"{MEND}"]),
        (BACK, "  - {text: Walk back., minutes: 20, optional: yes}",
         [f"11:10: the steps of resource 'walk' add up to 10 to 30 minutes, but its time is "
          f"20 to 40; {MEND}"]),
    ],
    ids=["near match", "no question", "twice", "some minutes", "too long", "too short",
         "too short without what is optional"],
)  # fmt: skip
def test_a_resource_adds_up_and_serves_questions_that_exist(
    data: Path, old: str, new: str, messages: list[str]
) -> None:
    """Minutes stand on all steps or none, and lie within the time, with optional steps or not."""
    change(data, WALK, old, new)
    assert told(data) == [f"data/{WALK}:{message}" for message in messages]


WAYS = """
    ways_in:
      prompts: [And so, And then]
      listen_for: A silence.
      hardest: The last one.
      safer: Write first."""
ALL = "give ways in to all questions or to none"


@pytest.mark.parametrize(
    ("one", "two", "messages"),
    [
        (WAYS, "", [f"{TWO}:6:5: question 'next' has no 'ways_in', and others have; {ALL}"]),
        (f"{WAYS}\n      questions: [nexxt]", WAYS,
         [f"{ONE}:20:19: there is no question 'nexxt'; did you mean 'next'?"]),
        (f"{WAYS}\n      questions: [one]", WAYS,
         [f"{ONE}:20:19: there is no question 'one'; choose one of: next, who, why"]),
        (f"{WAYS}\n      questions: [next, why]", WAYS,
         [f"{ONE}:20:25: the question 'why' names itself; name another"]),
        (f"{WAYS}\n      questions: [next, next]", WAYS,
         [f"{ONE}:20:25: the question 'next' is named twice here; name it once"]),
        (WAYS.replace(", And then", ""), WAYS,
         [f"{ONE}:16:16: question 'why': 'prompts' has 1 item; give at least 2"]),
        (WAYS.replace("And so", "1, 2, 3"), WAYS,
         [f"{ONE}:16:16: question 'why': 'prompts' has 4 items; keep at most 3"]),
    ],
    ids=["not all", "near match", "no question", "itself", "twice", "too few", "too many"],
)  # fmt: skip
def test_all_questions_have_ways_in_or_none_and_name_others_that_exist(
    data: Path, one: str, two: str, messages: list[str]
) -> None:
    """What is named is held against the questions of every section."""
    text = SMALL[ONE].replace("Who is here?", f"Who is here?{WAYS}")
    write(data, {ONE: text.replace("Why are we here?", f"Why are we here?{one}")})
    write(data, {TWO: SMALL[TWO].rstrip() + two + "\n"})
    assert told(data) == [f"data/{message}" for message in messages]


def test_a_file_that_is_one_text_is_told_as_that(data: Path) -> None:
    """A file saved in another encoding can be one text; nothing is sought in it."""
    write(data, {WALK: "One text alone.\n"})
    (first, *_) = [line for line in told(data) if WALK in line]
    assert first == f"data/{WALK}:1:1: a resource is wanted here; begin with lines such as 'id: …'"


def test_an_optional_step_makes_the_time_a_range(data: Path) -> None:
    """The time holds the steps without it, and those with it."""
    change(data, WALK, BACK, f"{BACK}\n  - {{text: Sing., minutes: 10, optional: yes}}")
    assert len(read_framework(data).framework.resources[0].steps) == 3


def test_a_section_that_cannot_be_read_may_hold_the_question(data: Path) -> None:
    """What an unreadable file may hold is not said to be missing."""
    write(data, {ONE: "title: What: now?\n"})
    assert [line for line in told(data) if "no question" in line] == []


def test_sections_may_share_a_resource(data: Path) -> None:
    """A resource may belong to several sections."""
    change(data, TWO, "label:", "resources: [walk]\nlabel:")
    framework = read_framework(data).framework
    assert [section.id for section in framework.sections_of(framework.resources[0])] == [
        "one",
        "two",
    ]


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_an_id_is_no_word_of_the_site(data: Path, name: str) -> None:
    """A word for which the site has a page of its own cannot be an id."""
    change(data, TWO, "id: next", f"id: {name}")
    assert told(data) == [
        f"data/{TWO}:6:9: the id '{name}' is a word that the site uses itself; choose another"
    ]


@pytest.mark.parametrize("name", sorted(WINDOWS))
def test_an_id_is_no_name_that_windows_keeps(data: Path, name: str) -> None:
    """Nobody could build or copy the site there."""
    change(data, TWO, "id: next", f"id: {name}")
    assert told(data) == [
        f"data/{TWO}:6:9: the id '{name}' is a name that Windows keeps for itself; choose another"
    ]


def test_a_hard_word_has_no_id_of_every_page(data: Path) -> None:
    """Its entry would be no place to go to."""
    word = "terms:\n  - {id: content, term: Here, forms: [what], meaning: In this room.}\n"
    write(data, {"glossary.yml": word})
    assert told(data) == [
        "data/glossary.yml:2:10: the id 'content' is a word that the site uses itself; "
        "choose another"
    ]


def test_a_file_that_cannot_be_read_is_not_held_against_the_others(data: Path) -> None:
    """What an unreadable file may hold is not said to be missing."""
    write(data, {ONE: "title: What: now?\n"})
    colon = "a second colon makes this line unclear; put the text in quotes"
    assert told(data) == [f"data/{ONE}:1:12: {colon}"]
    write(data, {ONE: SMALL[ONE], WALK: "title: What: now?\n"})
    assert told(data) == [f"data/{WALK}:1:12: {colon}"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (WALK, "id: walk", "idd: walk"),
        (ONE, "- id: who", "- idd: who"),
        (ONE, "- id: who", "- id:"),
    ],
)
def test_a_misspelt_id_is_told_where_it_stands_alone(
    data: Path, file: str, old: str, new: str
) -> None:
    """Not again wherever that id is named."""
    change(data, file, old, new)
    lines = told(data)
    assert lines
    assert [line for line in lines if not line.startswith(f"data/{file}:")] == []
    assert [line for line in lines if "there is no" in line] == []


def test_a_file_in_the_wrong_folder_is_told_once(data: Path) -> None:
    """What refers to a misplaced record is not told as well."""
    shutil.move(data / WALK, data / "sections" / "walk.yml")
    assert told(data) == [
        "data/sections/walk.yml:1:1: a resource is in the wrong place; move the file to resources/"
    ]


NO_SECTION = (
    "data/sections:1:1: the folder holds no section; add at least one, such as 1-purpose.yml"
)
NO_ABOUT = (
    "data:1:1: there is no framework.yml; add it: it holds the title, edition, credit and rights"
)


def test_a_framework_has_a_section(data: Path) -> None:
    """A hidden file is no section."""
    (data / ONE).unlink()
    (data / TWO).rename(data / "sections" / ".2-two.yml")
    homeless = f"data/{WALK}:1:5: no section names the resource 'walk'; {HOME}"
    assert told(data) == [homeless, NO_SECTION]
    shutil.rmtree(data / "sections")
    assert told(data) == [homeless, NO_SECTION]


def test_a_framework_says_what_it_is(data: Path) -> None:
    """Without framework.yml there is no framework."""
    (data / ABOUT).unlink()
    assert told(data) == [
        NO_ABOUT,
        f"data/{READ}:1:5: no section names the resource 'read'; {HOME}",
    ]


def test_an_empty_folder_lacks_everything(data: Path) -> None:
    """All that is missing is told in one run."""
    shutil.rmtree(data)
    data.mkdir()
    assert told(data) == [NO_ABOUT, NO_SECTION]


@pytest.mark.parametrize("name", ["nowhere", "data/framework.yml"])
def test_the_data_is_a_folder(name: str) -> None:
    """A folder that is missing, or is a file, is named."""
    assert told(Path(name)) == [f"{name}:1:1: there is no such folder; name the data folder"]


def test_a_data_folder_elsewhere_is_named_in_full(data: Path, tmp_path: Path) -> None:
    """Files outside the working folder are shown with their whole path."""
    (tmp_path / "here").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path / "here")
        assert told(tmp_path / "nowhere") == [
            f"{tmp_path.as_posix()}/nowhere:1:1: there is no such folder; name the data folder"
        ]


OUT = "this link leads out of the data folder; copy the file itself here"
STRAY = (
    "nothing is read from here; the data is framework.yml and the .yml files in "
    "sections/, resources/ and plans/"
)


def test_a_folder_that_leads_out_of_the_data_is_refused(data: Path) -> None:
    """No file is read through a link out of the data folder."""
    shutil.move(data / "sections", "elsewhere")
    (data / "sections").symlink_to("../elsewhere", target_is_directory=True)
    assert told(data) == [f"data/{ONE}:1:1: {OUT}", f"data/{TWO}:1:1: {OUT}"]


@pytest.mark.parametrize("folder", ["sections", "resources"])
def test_a_folder_of_the_data_is_a_folder(data: Path, folder: str) -> None:
    """A file in place of a folder is told."""
    shutil.rmtree(data / folder)
    (data / folder).write_text("none", encoding="utf-8")
    assert f"data/{folder}:1:1: {STRAY}" in told(data)


def test_one_run_tells_every_problem_by_file_and_line(data: Path) -> None:
    """Problems of every kind come together, sorted by file and line, each once."""
    change(data, ONE, "    text: Who is here?\n  - id: why", "    txt: Who?\n  - id: who")
    change(data, WALK, "minutes: 10", "minutes: ten")
    write(data, {TWO: "id: two\n\tlabel: Next\n", "sections/3.yaml": "", "notes.txt": ""})
    assert told(data) == [
        f"data/notes.txt:1:1: {STRAY}",
        f"data/{WALK}:22:14: step 1 of resource 'walk': 'minutes' is 'ten'; "
        "write a whole number in figures, such as 20",
        f"data/{ONE}:6:5: question 'who' has no 'text'; add a 'text:' line",
        f"data/{ONE}:7:5: question 'who' has an unknown key 'txt'; did you mean 'text'?",
        f"data/{ONE}:8:9: the id 'who' is taken (data/{ONE}:6:9); {UNIQUE}",
        f"data/{TWO}:2:1: a tab stands where YAML wants spaces; use spaces",
        "data/sections/3.yaml:1:1: the name ends in .yaml; rename it to 3.yml",
    ]
