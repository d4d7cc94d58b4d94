"""Session plans: their minutes add up, what they name exists, and their clock times are right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks.run import read_framework
from generator.cli import main
from generator.data.loader import load
from generator.errors import FrameworkError
from generator.model.framework import Framework
from generator.model.phrases import hours_and_minutes
from generator.permalinks.places import Permalinks, Place
from generator.sheets import docx, pdf
from generator.sheets.blocks import Agenda, Ask, Facts, Item, Items, Lead, Sheet
from generator.sheets.kinds import places, sheets
from generator.sheets.plain import plain_sheet
from generator.web import sheet_pages
from generator.web.navigation import generated_entries
from generator.web.page import Page
from generator.web.pages import render
from tests.conftest import write
from tests.golden import PLAN, SMALL, planned

FILE = "plans/1-start.yml"
SESSION = """\
session:
  question_minutes: {least: 10}
  group: {least: 2}
  materials: [Pens]
  opening: [{text: Welcome}]
  each_question: Talk.
  closing: [{text: Thanks}]
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small framework with its plan in `framework_data/`, below the working folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "framework_data", SMALL | {FILE: PLAN})
    return Path("framework_data")


def change(data: Path, old: str, new: str) -> None:
    """Put `new` in place of the first `old` in the plan."""
    assert old in PLAN
    write(data, {FILE: PLAN.replace(old, new, 1)})


def told(data: Path) -> list[str]:
    """What is said of the framework."""
    with pytest.raises(FrameworkError) as caught:
        read_framework(data)
    return str(caught.value).splitlines()


def test_a_plan_is_read_and_belongs_to_the_framework(data: Path) -> None:
    """Plans come in the order of their file names."""
    write(data, {"plans/10-late.yml": PLAN.replace("id: start", "id: late")})
    write(data, {"plans/9-soon.yml": PLAN.replace("id: start", "id: soon")})
    framework, written = read_framework(data)
    assert framework.plans[0] == planned().plans[0]
    assert [plan.id for plan in framework.plans] == ["start", "soon", "late"]
    assert str(written["start--2"]) == f"framework_data/{FILE}:15:5"


def test_a_framework_may_have_no_plans(data: Path) -> None:
    """The folder may be missing or empty."""
    (data / FILE).unlink()
    assert read_framework(data).framework.plans == ()
    (data / "plans").rmdir()
    assert read_framework(data).framework.plans == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("minutes: 30", "minutes: 40",
         "7:10: the agenda of plan 'start' adds up to 30 minutes, not 40; "
         "change the minutes of an item, or write 'minutes: 30'"),
        ("- minutes: 20", "- minutes: 25",
         "7:10: the agenda of plan 'start' adds up to 35 minutes, not 30; "
         "change the minutes of an item, or write 'minutes: 35'"),
        ("- why", "- whi", "19:9: there is no question 'whi'; did you mean 'why'?"),
        ("- why", "- walk", "19:9: there is no question 'walk'; choose one of: next, who, why"),
        ("- why", "- one", "19:9: there is no question 'one'; choose one of: next, who, why"),
        ("- why", "- why\n      - why",
         "20:9: the question 'why' is named twice here; name it once"),
        ("- walk", "- wlak", "22:9: there is no resource 'wlak'; did you mean 'walk'?"),
        ("sheet: one", "sheet: onee", "27:12: there is no sheet 'onee'; did you mean 'one'?"),
        ("sheet: one", "sheet: read-rnu",
         "27:12: there is no sheet 'read-rnu'; did you mean 'read-run'?"),
        ("sheet: one", "sheet: one-run",
         "27:12: there is no sheet 'one-run'; did you mean 'read-run'?"),
        ("sheet: one", "sheet: voices", "27:12: there is no sheet 'voices'; choose one of: "
         "framework, next-steps, one, one-look-back, own-answers, read, read-run, review, "
         "side-by-side, start-handout, two, two-look-back, …"),
        ("id: start", "id: why", "1:5: the id 'why' is taken "
         "(framework_data/sections/1-one.yml:8:9); choose another: ids are unique in the whole "
         "framework"),
        ("id: start", "id: plan",
         "1:5: the id 'plan' is a word that the site uses itself; choose another"),
        ('"23:45"', '"24:00"',
         "8:8: plan 'start': 'start' is '24:00'; use the 24-hour clock, as in \"09:30\""),
        ("before:", "befor:", "9:1: plan 'start' has an unknown key 'befor'; "
         "did you mean 'before'?"),
        ("text: In pairs.", "txt: In pairs.", "17:5: agenda 2 of plan 'start' has an unknown key "
         "'txt'; did you mean 'text'?"),
        ("Hello.", "語", "14:10: the sheets' typefaces have no '語' (U+8A9E, cjk unified "
         "ideograph-8a9e); write it in other letters, or give a folder with a typeface that has "
         "it, such as Noto Sans CJK, as 'fonts_dir' in mkdocs.yml, or do without PDF and Word: "
         "'sheets: false'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_plan_is_told_with_its_place(
    data: Path, old: str, new: str, message: str
) -> None:
    """Each message holds file, line, column, what is wrong and what would be right."""
    change(data, old, new)
    assert f"framework_data/{FILE}:{message}" in told(data)


def test_a_plan_may_print_any_sheet_that_there_is(data: Path) -> None:
    """Run sheets of sections and several voices come with the data that they need."""
    more = SMALL["framework.yml"] + SESSION + "partners: [Us, Them]\n"
    write(data, {"framework.yml": more})
    for name in ("framework", "two", "read", "review", "voices", "one-look-back"):
        write(
            data, {FILE: PLAN.replace("sheet: one", f"sheet: {name}").replace(", one", f", {name}")}
        )
        assert read_framework(data).framework.plans[0].sheets[0].sheet == name
    for name in ("walk-run", "one-run"):  # for the person leading, so nobody hands them out
        write(data, {FILE: PLAN.replace("sheet: one", f"sheet: {name}").replace(", one", "")})
        assert read_framework(data).framework.plans[0].sheets[0].sheet == name


HANDED = "hand_out: [start-handout, one, next-steps]"


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({"  - sheet: start-handout\n    who: One each\n    people_per_copy: 1\n": "",
          "start-handout, ": ""},
         ["20:9: no sheet of plan 'start' has room to answer the question 'next'; "
          "add 'start-handout' to its 'sheets', and to the 'hand_out' of this item"]),
        ({"sheets:\n  - sheet: one\n    who: One each\n  - sheet: next-steps\n    who: One for the "
          "group\n  - sheet: start-handout\n    who: One each\n    people_per_copy: 1\n": "",
          f"    {HANDED}\n": ""},
         ["19:9: no sheet of plan 'start' has room to answer the question 'why'; "
          "add 'start-handout' to its 'sheets', and to the 'hand_out' of this item",
          "20:9: no sheet of plan 'start' has room to answer the question 'next'; "
          "add 'start-handout' to its 'sheets', and to the 'hand_out' of this item"]),
        ({f"    {HANDED}\n": ""},
         ["26:12: no item of the agenda hands out the sheet 'one'; "
          "add 'hand_out: [one]' to the item that uses it, or leave it out",
          "28:12: no item of the agenda hands out the sheet 'next-steps'; "
          "add 'hand_out: [next-steps]' to the item that uses it, or leave it out",
          "30:12: no item of the agenda hands out the sheet 'start-handout'; "
          "add 'hand_out: [start-handout]' to the item that uses it, or leave it out"]),
        ({"sheet: one": "sheet: read-run", ", one": ""},
         ["27:12: the agenda has nothing that the sheet 'read-run' helps to lead; "
          "leave the sheet out, or add to the agenda what it is about"]),
        ({", one": ", two", "sheet: one": "sheet: two", "start-handout, ": "walk-run, "},
         ["23:16: the sheet 'walk-run' is for the person leading; "
          "hand out another, or leave it out here"]),
        ({", one": ", review"},
         ["23:31: the sheet 'review' is handed out, and is not in the plan's 'sheets'; "
          "add it to 'sheets', and say who gets it",
          "27:12: no item of the agenda hands out the sheet 'one'; "
          "add 'hand_out: [one]' to the item that uses it, or leave it out"]),
        ({"people_per_copy: 1": "people_per_copy: 0"},
         ["33:22: sheet 3 of plan 'start': 'people_per_copy' is 0; use at least 1"]),
    ],
)  # fmt: skip
def test_a_plan_prints_what_its_agenda_asks_and_hands_out(
    data: Path, changes: dict[str, str], messages: list[str]
) -> None:
    """Each question has a sheet with room to answer it, and each sheet has a use."""
    plan = PLAN
    for old, new in changes.items():
        assert old in plan
        plan = plan.replace(old, new)
    write(data, {FILE: plan})
    said = told(data)
    for message in messages:
        assert f"framework_data/{FILE}:{message}" in said


def test_the_handout_holds_what_the_agenda_asks_and_uses_in_its_order() -> None:
    """With room to write, then what was noticed and what will be done; its words are exact."""
    handout = next(sheet for sheet in sheets(planned()) if sheet.id == "start-handout")
    (part,) = handout.parts
    assert (part.title, part.who, part.own_words) == ("A start", "My name and organisation", False)
    shown = [getattr(block, "text", "") or getattr(block, "title", "") for block in part.blocks]
    assert shown[:3] == [
        "Why are we here?",
        "What will we do next?",
        planned().resource("walk").summary,
    ]
    assert (shown[-2], type(part.blocks[-1]).__name__) == ("What we noticed", "Close")
    assert [block.title for block in part.blocks if isinstance(block, Lead)] == ["A walk"]


def test_the_handout_of_a_review_has_room_for_last_time(data: Path) -> None:
    """Beside this time's answers; it asks first to answer afresh."""
    change(data, 'start: "23:45"', 'start: "23:45"\nlook_back: yes')
    framework = read_framework(data).framework
    handout = next(sheet for sheet in sheets(framework) if sheet.id == "start-handout")
    asks = [
        block for block in handout.parts[0].blocks if isinstance(block, Ask) and block.own_words
    ]
    assert [ask.spaces for ask in asks] == [("Last time", "This time")] * 2
    assert handout.parts[0].summary.startswith("Answer afresh")


def test_while_a_file_cannot_be_read_nothing_is_said_of_what_it_may_hold(data: Path) -> None:
    """The one mistake is told, without others that follow from it."""
    write(data, {"sections/1-one.yml": "id: ["})
    assert [line.split(":")[0] for line in told(data)] == ["framework_data/sections/1-one.yml"]


def test_a_plan_in_the_wrong_folder_is_told(data: Path) -> None:
    """It says where a plan belongs."""
    write(data, {"resources/start.yml": PLAN})
    said = [str(problem) for problem in load(data).problems]
    place = "framework_data/resources/start.yml:1:1"
    assert said == [f"{place}: a plan is in the wrong place; move the file to plans/"]


@pytest.mark.parametrize(
    ("start", "times"),
    [
        ("10:00", ("10:00", "10:10", "10:30")),
        ("09:55", ("09:55", "10:05", "10:25")),
        ("23:45", ("23:45", "23:55", "00:15")),
        ("00:00", ("00:00", "00:10", "00:30")),
    ],
)
def test_clock_times_follow_from_the_start(start: str, times: tuple[str, ...]) -> None:
    """Each item begins when the one before it ends; after midnight the day begins again."""
    (plan,) = planned().plans
    assert plan.model_copy(update={"start": start}).times == times


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (210, "3 hours 30 minutes"),
    ],
)
def test_minutes_are_said_in_hours(minutes: int, words: str) -> None:
    """Nobody has to work out how long 210 minutes are."""
    assert hours_and_minutes(minutes) == words


def sheet_of(framework: Framework) -> Sheet:
    """The run sheet of the plan."""
    return next(sheet for sheet in sheets(framework) if sheet.id == "start-run")


def test_the_run_sheet_has_clock_times_and_the_exact_questions() -> None:
    """Questions stand word for word, with their numbers, in their item of the agenda."""
    (part,) = sheet_of(planned()).parts
    assert (part.title, part.blanks, part.own_words) == ("A start", False, False)
    agenda = next(block for block in part.blocks if isinstance(block, Agenda))
    assert agenda.items == (
        Item.of("start--1", "23:45", "10 minutes", "Welcome", (), "Hello.", ()),
        Item.of(
            "start--2",
            "23:55",
            "20 minutes",
            "Ask",
            (
                "In pairs.",
                "Use: A walk",
                "Hand out: Handout: A start",
                "Hand out: 1 What is first?",
                "Hand out: What we noticed, what we will do",
            ),
            None,
            (("1.2", "Why are we here?"), ("2.1", "What will we do next?")),
        ),
    )
    assert agenda.end == ("00:15", "End")
    assert (
        agenda.another
        == "These times are for a 23:45 start. If you are starting at another time, write in "
        "your own."
    )


def test_the_run_sheet_says_what_to_print_and_what_is_only_advice() -> None:
    """Sheets are named as they are called; rules of thumb are marked as the toolkit's own."""
    blocks = sheet_of(planned()).parts[0].blocks
    lists = {block.heading: block.items for block in blocks if isinstance(block, Items)}
    assert lists == {
        "Before the day": ("Ask what helps.",),
        "Print": (
            "One each: 1 What is first?",
            "One for the group: What we noticed, what we will do",
            "One each: Handout: A start",
        ),
        "Afterwards": ("Write to all.",),
        "Rules of thumb from this toolkit": ("Fewer is better.",),
    }
    facts = next(block for block in blocks if isinstance(block, Facts))
    assert facts.pairs == (("Time", "30 minutes, from 23:45 to 00:15"), ("Who", "All of us."))


def test_every_format_draws_the_agenda() -> None:
    """Times, titles, questions and the end stand in HTML, on paper and in Word."""
    sheet = sheet_of(planned())
    links = links_of(planned())
    words = plain_sheet(sheet, planned(), "https://a.example/go/start-run/")
    clear, large = sheet_pages.render(planned(), links, sheet, words)
    assert '<a href="../../plan/start/">Back to the page</a>' in clear.content
    for page in (clear, large):
        rows = re.findall(r"<tr><th scope=\"row\">(\d\d:\d\d)", page.content)
        assert rows == ["23:45", "23:55", "00:15"]
        assert "<strong>2.1 <span>What will we do next?</span></strong>" in page.content
        assert '<p class="flow">These times are for a 23:45 start.' in page.content
    for size in ("clear", "large"):
        assert pdf.draw(words, "a4", size, "Atkinson Hyperlegible Next").pages == 2
    assert docx.draw(words, "a4", "Atkinson Hyperlegible Next")[:2] == b"PK"


def links_of(framework: Framework) -> Permalinks:
    """Where everything stands."""
    return Permalinks(framework, "https://a.example/", places(tuple(sheets(framework))))


def pages(framework: Framework | None = None) -> dict[str, Page]:
    """The generated pages by path."""
    shown = framework or planned()
    return {page.path: page for page in render(shown, links_of(shown), {})}


def test_a_plan_and_its_run_sheet_have_permanent_addresses() -> None:
    """Both ids lead to a page."""
    links = links_of(planned())
    assert links["start"] == Place("start", "session plan", None, "A start", "plan/start/")
    run = Place("start-run", "session run sheet", None, "A start", "worksheets/start-run/")
    assert links["start-run"] == run
    assert {"go/start/index.html", "go/start-run/index.html"} <= set(pages())


def test_plans_have_pages_and_a_place_in_the_navigation() -> None:
    """One for all of them, then each."""
    assert [path for path in pages() if path.startswith("plan/")] == [
        "plan/index.md",
        "plan/start.md",
    ]
    assert generated_entries(planned())["plan"] == [
        {"All session plans": "plan/index.md"},
        {"A start": "plan/start.md"},
        {"A session of your own": "session/index.md"},
    ]
    assert pages()["plan/start.md"].record == "start"


def test_the_page_of_a_plan_needs_no_script_for_its_times() -> None:
    """The suggested times stand there; the field for another start waits for the script."""
    page = pages()["plan/start.md"].content
    assert re.findall(r'data-after="(\d+)">([0-9:]+)<', page) == [
        ("0", "23:45"), ("30", "00:15"), ("0", "23:45"), ("10", "23:55"), ("30", "00:15"),
    ]  # fmt: skip
    assert '<p class="clock__set awaited" hidden><label for="clock--start">' in page


def test_the_page_of_a_plan_leads_to_its_questions_resources_and_sheets() -> None:
    """Every id that the plan names is a link."""
    page = pages()["plan/start.md"].content
    links = re.findall(r'href="([^"]+)"', page)
    assert {
        "../../framework/one/#why",
        "../../framework/two/#next",
        "../../resources/walk/",
        "../../worksheets/start-run/",
        "../../worksheets/one/",
        "../../worksheets/next-steps/",
        "../../worksheets/start-handout/",
        "../../worksheets/start-pack/",
        "../../go/start/",
    } <= set(links)
    assert "These are this toolkit's suggestions" in page


def test_a_section_leads_to_the_plans_on_it_alone(data: Path) -> None:
    """A plan with questions of several sections is offered on none of their pages."""
    assert [planned().plans_on(section) for section in planned().sections] == [(), ()]
    change(data, "      - next\n", "      - who\n")
    narrow = read_framework(data).framework
    assert [narrow.plans_on(section) for section in narrow.sections] == [narrow.plans, ()]
    page, other = (pages(narrow)[f"framework/{name}.md"].content for name in ("one", "two"))
    link = 'href="../../plan/start/">Run a session <span class="get__said">30 minutes</span>'
    assert link in page
    assert "plan/start/" not in other


def test_a_run_sheet_is_made_for_any_start(data: Path) -> None:
    """`--start` changes the clock times; the data stays as it is."""
    command = ["worksheets", "start-run", "--format", "word", "--address", "https://a.example/"]
    assert main([*command, "-o", "as-planned"]) == 0
    assert main([*command, "--start", "14:00", "-o", "later"]) == 0
    name = "start-run-a4.docx"
    planned_, later = (docx_text(Path(folder) / name) for folder in ("as-planned", "later"))
    assert ("23:45" in planned_, "14:00" in planned_) == (True, False)
    assert ("23:45" in later, "14:00" in later, "14:30" in later) == (False, True, True)
    assert (data / FILE).read_text(encoding="utf-8") == PLAN


def docx_text(file: Path) -> str:
    """All that is written in a Word document."""
    from docx import Document

    body = Document(str(file)).element.body
    return " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))


def test_a_start_that_is_no_time_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The message says what would be right."""
    with pytest.raises(SystemExit) as ended:
        main(["worksheets", "--start", "2pm", "--address", "https://a.example/"])
    assert ended.value.code == 2
    assert "'2pm' is not a time on the 24-hour clock, like 14:00" in capsys.readouterr().err


def test_an_item_that_no_page_can_hold_is_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An item of the agenda stays whole; the message leads to it in the data."""
    change(data, "text: In pairs.", f"text: {'In pairs. ' * 300}")
    command = ["worksheets", "start-run", "--format", "pdf", "--size", "clear"]
    assert main([*command, "--address", "https://a.example/"]) == 1
    assert capsys.readouterr().err.splitlines()[-2] == (
        f"framework_data/{FILE}:15:5: 'start--2' does not fit on one page of the sheet "
        "'start-run' (clear print, A4); shorten its words"
    )
