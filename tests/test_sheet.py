"""What is on a sheet, and how it is drawn as a page to print."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from generator.model import credit
from generator.model.about import Session
from generator.model.figures import Axis, Corners, Grid, Table
from generator.model.framework import Framework
from generator.model.phrases import hours_and_minutes
from generator.model.rights import Rights
from generator.model.section import Question
from generator.model.sheet_kinds import BY_NAME, DECK, GROUPS
from generator.model.values import Duration, GroupSize, Step
from generator.permalinks.places import Permalinks
from generator.sheets.blocks import (
    Agenda,
    Ask,
    Close,
    Facts,
    FillGrid,
    FillTable,
    Item,
    Items,
    Picture,
    Sheet,
    Steps,
    Ways,
)
from generator.sheets.handouts import resource_sheet
from generator.sheets.kinds import places, sheets
from generator.sheets.plain import BLANKS, WHO, PlainPart, can_be_filled_in, plain_sheet, unparted
from generator.sheets.run_sheets import section_run
from generator.sheets.session_turns import breaks, session_turns
from generator.web import sheet_pages
from generator.web.page import Page
from generator.web.page_ruler import CLEAR, LARGE, Notes, Piece, Ruler
from tests.golden import planned, small, with_ways

SHEETS = tuple(sheets(small()))
LINKS = Permalinks(small(), "https://a.example/toolkit/", places(SHEETS))
SESSION = Session(
    question_minutes=Duration(least=12),
    group=GroupSize(least=2),
    materials=("Pens",),
    opening=(Step(text="Welcome", minutes=5),),
    each_question="Talk.",
    closing=(Step(text="Thanks", minutes=5),),
)


OURS = (
    "Our words © Its helpers: CC BY 4.0, free to copy and change with credit. "
    "Guidance © its helpers."
)
THEIRS = (
    "The framework's words © Its makers: no licence stated, ask before you publish. "
    "Words © its makers."
)


def actions(name: str, rows: int) -> FillTable:
    """The table with which a session on something closes."""
    columns = ("What", "Who", "By when")
    return FillTable.of(f"{name}--actions", "What we will do", columns, (("", "", ""),) * rows)


def sheet_of(name: str) -> Sheet:
    """The sheet with an id."""
    return next(sheet for sheet in SHEETS if sheet.id == name)


def render(name: str) -> Iterator[Page]:
    """A sheet as pages."""
    words = plain_sheet(sheet_of(name), small(), LINKS.address(LINKS.permanent(name)))
    return sheet_pages.render(small(), LINKS, sheet_of(name), words)


def page_of(name: str, *, large: bool = False) -> str:
    """The page of a sheet."""
    clear, larger = render(name)
    return (larger if large else clear).content


def test_there_is_a_sheet_for_the_whole_each_section_and_each_resource() -> None:
    """Sheets come in the order of the framework, then run sheets, look-back sheets, blank ones."""
    assert [(sheet.id, sheet.kind.name, sheet.title) for sheet in SHEETS] == [
        ("framework", "whole", "A small framework"),
        ("one", "section", "What is first?"),
        ("two", "section", "What is next?"),
        ("walk", "resource", "A walk"),
        ("read", "resource", "A book"),
        ("walk-run", "resource-run", "A walk"),
        ("read-run", "resource-run", "A book"),
        ("one-look-back", "look-back", "What is first?"),
        ("two-look-back", "look-back", "What is next?"),
        ("next-steps", "next-steps", "What we noticed, what we will do"),
        ("review", "review", "Last time and this time"),
        ("own-answers", "own-answers", "My own answers first"),
        ("side-by-side", "side-by-side", "Answers side by side"),
    ]


def test_every_kind_of_sheet_is_listed_once_on_the_page_of_all_sheets() -> None:
    """One that stood in no group would be made, and found by nobody."""
    listed = [name for group in GROUPS for name in group.kinds]
    assert sorted(listed) == sorted(BY_NAME.keys() - {DECK.name})


def test_ways_in_have_a_sheet_of_their_own() -> None:
    """For the person who leads: what participants get stays as it was."""
    made = {sheet.id: sheet for sheet in sheets(with_ways())}
    assert sorted(made.keys() - {sheet.id for sheet in SHEETS}) == ["one-ways", "two-ways"]
    assert [made[sheet.id] for sheet in SHEETS] == [*SHEETS]
    (part,) = made["one-ways"].parts
    to_know = (
        ("Listen for", "A silence."),
        ("Who may find it hardest", "The last one."),
        ("To make it safer", "Write first."),
    )
    assert part.blocks == (
        Ways(
            "who",
            "1.1",
            "Who is here?",
            ("And who?", "What then?"),
            (*to_know, ("See also", "A walk; question 1.2")),
        ),
        Ways("why", "1.2", "Why are we here?", ("And why?", "What then?"), to_know),
    )
    fillable = {
        sheet.id: can_be_filled_in(plain_sheet(sheet, with_ways(), "")) for sheet in made.values()
    }
    assert [name for name in fillable if not fillable[name]] == ["one-ways", "two-ways"]
    clear, _ = sheet_pages.render(
        with_ways(),
        Permalinks(with_ways(), "", places(tuple(made.values()))),
        made["one-ways"],
        plain_sheet(made["one-ways"], with_ways(), ""),
    )
    words = " ".join(re.sub("<[^>]+>", " ", markup.unescape(clear.content)).split())
    assert "1.1 Who is here? And who? What then? Listen for: A silence." in words
    assert "See also: A walk; question 1.2" in words


def test_run_sheets_of_sections_and_several_voices_need_their_data() -> None:
    """A framework that says how to run a session, and who its partners are, has these too."""
    more = small().about.model_copy(update={"session": SESSION, "partners": ("Us", "Them")})
    names = [sheet.id for sheet in sheets(small().model_copy(update={"about": more}))]
    assert [name for name in names if name not in {sheet.id for sheet in SHEETS}] == [
        "one-run",
        "two-run",
        "voices",
    ]


def test_the_sheet_of_a_section_asks_its_questions_and_ends_with_actions() -> None:
    """The questions stand with their numbers, word for word, and a session's close after them."""
    (part,) = sheet_of("one").parts
    assert (part.number, part.title, part.above) == ("1", "What is first?", "Section 1 of 2")
    assert part.blocks == (
        Ask("who", "1.1", "Who is here?"),
        Ask("why", "1.2", "Why are we here?"),
        Ask("one--noticed", "", "What we noticed", own_words=False, brief=True),
        Close(actions("one", 4), "When we will look again"),
    )


def test_the_sheet_of_a_resource_asks_its_prompts() -> None:
    """Prompts are the toolkit's own words, have no numbers and ids of their own."""
    (part,) = sheet_of("walk").parts
    picture, *asks = part.blocks
    assert isinstance(picture, Picture)
    assert tuple(asks) == (
        Ask("walk--1", "", "What did we hear?", own_words=False, brief=True),
        Ask("walk--2", "", "What did we see?", own_words=False, brief=True),
        Close(actions("walk", 3), "When we will look again"),
    )


def test_tables_and_grids_of_a_resource_are_there_to_fill_in() -> None:
    """A row's name stands in its first cell; every other cell, and a blank row, is empty."""
    table = Table(title="Who?", columns=("Job", "Who"), rows=("Tea",), blank_rows=1)
    side = Axis(name="Trust", low="Low", high="High")
    corners = Corners(top_left="a", top_right="b", bottom_left="c", bottom_right="d")
    grid = Grid(title="Where?", across=side, up=side, corners=corners)
    walk = small().resources[0].model_copy(update={"tables": (table,), "grids": (grid,)})
    framework = small().model_copy(update={"resources": (walk, small().resources[1])})
    part = next(sheet for sheet in sheets(framework) if sheet.id == "walk").parts[0]
    assert part.blocks[1:3] == (
        FillGrid.of("walk--grid-1", grid),
        FillTable.of("walk--table-1", "Who?", ("Job", "Who"), (("Tea", ""), ("", "")), tall=True),
    )


def test_the_sheet_of_a_resource_keeps_to_the_order_of_its_method() -> None:
    """What the method asks first stands before the picture; a sentence has its few lines."""
    walk = small().resources[0].model_copy(update={"first_prompts": 2, "short_prompts": 1})
    *asks, picture, _ = resource_sheet(walk).blocks
    assert isinstance(picture, Picture)
    assert [ask.short for ask in asks if isinstance(ask, Ask)] == [True, False]
    later = resource_sheet(small().resources[0]).blocks
    assert [type(block) for block in later] == [Picture, Ask, Ask, Close]


def test_a_table_that_says_what_will_be_done_is_the_close() -> None:
    """Nobody is asked the same thing twice; where it stands in the data gives its id."""
    columns = ("Who", "What")
    plain = Table(title="Now", columns=columns, blank_rows=1)
    last = Table(title="Next", columns=columns, blank_rows=2, wide=2, closes=True)
    walk = small().resources[0].model_copy(update={"tables": (last, plain)})
    blocks = resource_sheet(walk).blocks
    rows = (("", ""), ("", ""))
    table = FillTable.of("walk--table-1", "Next", columns, rows, tall=True, wide=2)
    assert blocks[-1] == Close(table, "When we will look again")
    assert [b.id for b in blocks if isinstance(b, FillTable)] == ["walk--table-2"]


def test_a_run_sheet_tells_the_person_who_leads_what_to_do() -> None:
    """It has the steps with their minutes and what to have ready, and no blanks."""
    (part,) = sheet_of("walk-run").parts
    walk = small().resources[0]
    assert not part.blanks
    assert [block.steps for block in part.blocks if isinstance(block, Steps)] == [
        Steps.of("", walk.steps).steps
    ]
    lists = [block.items for block in part.blocks if isinstance(block, Items)]
    assert walk.materials in lists
    for more in (walk.watch_outs, walk.tips, walk.access, walk.afterwards, walk.when_not):
        assert more in lists
    for way in (walk.online, walk.small_group, walk.large_group):
        assert way in lists


def test_the_run_sheet_of_a_section_counts_the_time_from_its_start() -> None:
    """Each question has the number by which it is known, and no other; the end is told."""
    opening = (Step(text="Welcome", minutes=58, say="Hello."), Step(text="Sit", optional=True))
    session = SESSION.model_copy(update={"opening": opening})
    (agenda,) = (
        block
        for block in section_run(small(), small().sections[0], session).blocks
        if isinstance(block, Agenda)
    )
    assert agenda.items == (
        Item.of("one--opening-1", "0:00", "58 minutes", "", ("Welcome",), "Hello.", ()),
        Item.of("one--opening-2", "0:58", "", "", ("If you have time: Sit",), None, ()),
        Item.of("who", "0:58", "12 minutes", "", (), None, (("1.1", "Who is here?"),)),
        Item.of("why", "1:10", "12 minutes", "", (), None, (("1.2", "Why are we here?"),)),
        Item.of("one--closing-1", "1:22", "5 minutes", "", ("Thanks",), None, ()),
    )
    assert [item.cue for item in agenda.items] == ["Say:", "", "", "", ""]
    assert agenda.end == ("1:27", "End")


def session_of(count: int, **changes: Any) -> tuple[dict[str, str], Agenda, list[Items]]:
    """The facts, agenda and lists of the run sheet of a section with so many questions."""
    one = small().sections[0]
    questions = tuple(
        one.questions[0].model_copy(update={"id": f"q{n}", "text": f"Why {n}?"})
        for n in range(1, count + 1)
    )
    section = one.model_copy(update={"questions": questions})
    (plan,) = planned().plans
    slots = tuple(slot.model_copy(update={"questions": ("q1",)}) for slot in plan.agenda)
    plan = plan.model_copy(update={"agenda": slots})
    framework = planned().model_copy(update={"sections": (section,), "plans": (plan,)})
    session = SESSION.model_copy(update={"question_minutes": Duration(least=15)} | changes)
    blocks = section_run(framework, section, session).blocks
    (facts,) = (block for block in blocks if isinstance(block, Facts))
    (agenda,) = (block for block in blocks if isinstance(block, Agenda))
    return dict(facts.pairs), agenda, [block for block in blocks if isinstance(block, Items)]


PAUSE = Step(text="Take a break.", minutes=10)


@pytest.mark.parametrize(
    ("count", "said", "places"),
    [
        (1, "About 25 minutes with its question", []),
        (4, "About 1 hour 10 minutes with all four questions", []),
        (5, "About 1 hour 35 minutes with all five questions and a break", ["0:35"]),
        (6, "About 1 hour 50 minutes with all six questions and a break", ["0:50"]),
        (11, "About 3 hours 15 minutes with all 11 questions and two breaks", ["1:05", "2:00"]),
    ],
)
def test_a_long_session_on_a_section_has_breaks(count: int, said: str, places: list[str]) -> None:
    """Between two questions, only where it is longer than 75 minutes; the time told holds them."""
    facts, agenda, _ = session_of(count, pause=PAUSE)
    assert facts["Time"] == said
    paused = [item for item in agenda.items if "--pause-" in item.id]
    assert [item.time for item in paused] == places
    assert [(item.lasts, item.paragraphs) for item in paused] == [
        ("10 minutes", ("Take a break.",)) for _ in places
    ]
    assert len({item.id for item in agenda.items}) == len(agenda.items)


def test_a_framework_need_not_say_that_there_is_a_break() -> None:
    """Without one in its data a session has none, however long it is."""
    facts, agenda, _ = session_of(6)
    assert facts["Time"] == "About 1 hour 40 minutes with all six questions"
    assert len(agenda.items) == 8
    assert agenda.end[0] == "1:40"


def test_a_break_says_how_long_it_is() -> None:
    """Its minutes are part of the time that a session takes."""
    with pytest.raises(ValidationError, match="'pause' has no 'minutes'"):
        Session.model_validate(SESSION.model_dump() | {"pause": {"text": "Take a break."}})


def test_the_time_told_is_never_less_than_it_takes() -> None:
    """Minutes that are no multiple of five are told as the next one."""
    facts, agenda, _ = session_of(4, question_minutes=Duration(least=12), pause=PAUSE)
    assert facts["Time"] == "About 1 hour with all four questions"
    assert agenda.end[0] == "0:58"


def test_a_break_is_put_where_it_shortens_the_longest_stretch() -> None:
    """The fewest that will do; where none will, between the questions all the same."""
    assert breaks([75], []) == ()
    assert breaks([40, 40], [1]) == (1,)
    assert breaks([40, 40], []) == ()
    assert breaks([10, 15, 15, 15, 15, 15, 15, 15], range(2, 7)) == (4,)
    assert breaks([90, 5, 5, 5], [2, 3]) == (2,)
    assert breaks([80, 80, 80], [1, 2]) == (1, 2)


@pytest.mark.parametrize("name", ["purpose", "role", "people", "sharing", "learning"])
def test_nobody_sits_for_too_long_in_a_session_on_a_section(
    framework: Framework, name: str
) -> None:
    """At most 75 minutes without a break; the minutes of all that happens add up to its end."""
    session = framework.about.session
    assert session
    section = next(section for section in framework.sections if section.id == name)
    turns = session_turns(section, session)
    stretches = [0]
    for turn in turns:
        if turn.what is session.pause:
            stretches.append(0)
        else:
            stretches[-1] += turn.minutes
    assert max(stretches) <= 75
    assert (len(stretches) > 1) == (sum(stretches) > 75)
    agenda = next(
        b for b in section_run(framework, section, session).blocks if isinstance(b, Agenda)
    )
    hours, minutes = map(int, agenda.end[0].split(":"))
    assert 60 * hours + minutes == sum(turn.minutes for turn in turns)
    assert {turn.minutes for turn in turns if isinstance(turn.what, Question)} == {
        1 + 2 + 4 + 5 + 3
    }


def test_the_run_sheet_of_a_section_names_the_plans_that_take_less_time() -> None:
    """Right after its facts; a plan that takes as long, or longer, is not named."""
    plan = planned().plans[0]
    _, _, (shorter, *_) = session_of(6)
    assert shorter == Items(
        "If you have less time",
        (f"Use the session plan “{plan.title}”: {hours_and_minutes(plan.minutes)}, one question.",),
    )
    _, _, (first, *_) = session_of(1)
    assert first.heading == "What you need"


def test_a_run_sheet_shows_words_to_say_below_their_step() -> None:
    """The person who leads can read them out as they stand."""
    page = page_of("walk-run")
    step = "<li>Walk back. <strong>(20\N{NO-BREAK SPACE}minutes)</strong>"
    assert f'{step}<p class="say"><strong>Say:</strong> ' in page
    assert "Home now.</p></li>" in page
    assert page.count('class="say"') == 1


def test_the_review_puts_last_time_beside_this_time() -> None:
    """The two answers have a space each, side by side."""
    (part,) = sheet_of("review").parts
    both = next(block for block in part.blocks if isinstance(block, Ask) and block.across == 2)
    assert [name.split(",")[0] for name in both.spaces] == ["Last time", "This time"]


def test_a_section_is_looked_back_on_with_its_questions_printed() -> None:
    """Last time and this time side by side, what became of what was promised, and what is next."""
    (part,) = sheet_of("one-look-back").parts
    assert (part.number, part.title, part.above) == (
        "1",
        "What is first?",
        "Section 1 of 2 · Looking back",
    )
    last, *asks, promised, noticed, close = part.blocks
    sides = ("Last time", "This time")
    assert asks == [
        Ask("who", "1.1", "Who is here?", spaces=sides, across=2),
        Ask("why", "1.2", "Why are we here?", spaces=sides, across=2),
    ]
    assert isinstance(last, Ask)
    assert last.short
    assert isinstance(promised, FillTable)
    assert promised.heading == "What we said we would do"
    assert promised.columns == ("What", "Done, partly, not or dropped", "Why")
    assert {cell for row in promised.rows for cell in row} == {""}
    assert isinstance(noticed, Ask)
    assert isinstance(close, Close)


def test_own_answers_say_whose_they_are_and_who_will_see_them() -> None:
    """Room for a name, an organisation and three answers; five can be compared on one sheet."""
    part = sheet_of("own-answers").parts[0]
    seen, *asks = part.blocks
    assert part.who == "My name and organisation"
    assert isinstance(seen, Ask)
    assert seen.text == "Who asked me, who will see this, and by when"
    assert [ask.spaces for ask in asks if isinstance(ask, Ask)] == [("",)] * 3
    answers = sheet_of("side-by-side").parts[0].blocks[1]
    assert isinstance(answers, Ask)
    assert len([name for name in answers.spaces if name.endswith("answer, from")]) == 5


def test_the_sheet_of_the_whole_holds_every_section() -> None:
    """The whole is the sheets of the sections, one after the other, with a list of them."""
    assert sheet_of("framework").parts == sheet_of("one").parts + sheet_of("two").parts
    assert sheet_of("framework").contents


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("framework", [OURS, THEIRS]),
        ("one", [OURS, THEIRS]),
        (
            "walk",
            [
                "This card © Its walkers: CC BY-SA 4.0, free to copy and change with credit, under "
                "the same licence. Card © its walkers.",
                "Based on walking by Nobody, described here in other words. The work itself: "
                "Public domain.",
            ],
        ),
        (
            "read",
            [
                OURS,
                "Based on the book by Its writer, described here in other words. The work itself: "
                "all rights reserved.",
            ],
        ),
        ("review", [OURS]),
    ],
)
def test_a_sheet_says_who_owns_its_words(name: str, lines: list[str]) -> None:
    """What a reader may do comes first; each owner has a line of their own, with one licence."""
    assert list(map(str, credit.in_full(sheet_of(name).shares))) == lines
    for large in (False, True):
        kept = [unparted(line) for line in lines]
        page = markup.unescape(page_of(name, large=large))
        assert [line for line in kept if line not in page] == []


@pytest.mark.parametrize(
    ("count", "large", "pages"),
    [
        (1, False, [1]),
        (2, False, [1, 1]),
        (3, False, [1, 2]),
        (6, False, [1, 2, 2, 1]),
        (3, True, [1, 1, 1]),
    ],
)
def test_questions_share_printed_pages(count: int, large: bool, pages: list[int]) -> None:
    """One question stands below the heading, then two on a page; in large print, one on each."""
    asks = [Piece(Ask(f"{n}", "", "Why?")) for n in range(count)]
    leaves = list(sheet_pages.fill_pages(asks, large=large))
    assert [len(leaf) for leaf in leaves] == pages
    assert [ask for leaf in leaves for ask in leaf] == asks


def test_a_page_where_a_picture_has_no_room_beside_the_heading_is_for_notes() -> None:
    """What is on a sheet keeps its order, whatever the size of print."""
    (block,) = (b for b in sheet_of("walk").parts[0].blocks if isinstance(b, Picture))
    picture = Piece(block)
    asks = [Piece(Ask(f"{n}", "", "Why?", brief=True)) for n in range(2)]
    assert [*sheet_pages.fill_pages([picture, *asks], large=True)] == [
        [Piece(Notes())],
        [picture],
        asks,
    ]
    assert [*sheet_pages.fill_pages([asks[0], picture], large=True)] == [[asks[0]], [picture]]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", ["four-player-model", "nine-whys", "group-dynamics", "purpose"])
def test_a_sheet_has_one_order_whatever_the_size_of_print(
    framework: Framework, name: str, large: bool
) -> None:
    """What is on its pages is as its data has it: nothing comes forward to fill a page."""
    (sheet,) = (item for item in sheets(framework) if item.id == name)
    blocks = plain_sheet(sheet, framework, "").parts[0].blocks
    leaves = sheet_pages.fill_pages(map(Piece, blocks), large=large)
    on_pages = [piece.block for leaf in leaves for piece in leaf]
    assert [block for block in on_pages if block != Notes()] == [*blocks]


def test_a_question_to_copy_out_does_not_keep_its_answers_from_the_first_page() -> None:
    """It has three lines; spaces side by side follow, and go on overleaf by whole rows."""
    question = Ask("it", "", "Which?", brief=True, short=True)
    both = Ask("both", "", "Each", own_words=False, spaces=("a", "b", "c", "d"), across=2)
    part = PlainPart("it", "It", "", (question, both))
    words = replace(plain_sheet(sheet_of("one"), small(), ""), parts=(part,))
    first, second = (
        Piece(replace(both, spaces=("a", "b")), ends=False),
        Piece(replace(both, spaces=("c", "d")), start=2, goes_on=True),
    )
    clear, large = Ruler(CLEAR, words), Ruler(LARGE, words)
    assert sheet_pages.split_part(part, clear) == [[Piece(question), first, second]]
    assert sheet_pages.split_part(part, large) == [[Piece(question), first], [second]]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", ["purpose", "role", "people", "sharing", "learning"])
def test_a_sheet_to_look_back_with_is_not_crowded(
    framework: Framework, name: str, large: bool
) -> None:
    """A long question has its room: three on a page, two in large print, fewer below a heading."""
    (sheet,) = (item for item in sheets(framework) if item.id == f"{name}-look-back")
    blocks = plain_sheet(sheet, framework, "").parts[0].blocks
    leaves = sheet_pages.fill_pages(map(Piece, blocks), large=large)
    asked = [
        [it.block for it in leaf if isinstance(it.block, Ask) and it.block.number]
        for leaf in leaves
    ]
    assert len(asked[0]) == (0 if large else 1)
    assert max(map(len, asked)) <= (2 if large else 3)


def test_a_sheet_is_drawn_in_clear_and_in_large_print() -> None:
    """Each size of print is a page with a path of its own, that leads to the other."""
    clear, large = render("one")
    assert (clear.path, large.path) == (
        "worksheets/one/index.html",
        "worksheets/one/large/index.html",
    )
    assert '<html lang="en-GB" class="clear foot-' in clear.content
    assert '<a href="large/">Change to large print</a>' in clear.content
    assert '<html lang="en-GB" class="large foot-' in large.content
    assert '<a href="../">Change to clear print</a>' in large.content


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_a_page_asks_all_that_its_sheet_asks_in_order(sheet: Sheet, large: bool) -> None:
    """No format leaves out a question or changes a word of it."""
    page = page_of(sheet.id, large=large)
    drawn = re.findall(r'data-ask="([^"]+)">\s*<h2[^>]*>(.*)</h2>', page)
    asks = [b for part in sheet.parts for b in part.blocks if isinstance(b, Ask)]
    assert [(name, re.sub("<[^>]+>", "", markup.unescape(text))) for name, text in drawn] == [
        (ask.id, f"{ask.number} {ask.text}".strip()) for ask in asks
    ]


def test_a_page_has_blanks_to_fill_in_for_each_part() -> None:
    """A part may be handed out alone, so each begins with the blanks."""
    for name, parts in (("one", 1), ("framework", 2)):
        assert re.findall(r'<div class="blank[^>]*><dt>(.*?)</dt>', page_of(name)) == [
            *(*BLANKS, WHO, "When we will look again") * parts
        ]


def test_a_page_carries_the_permanent_address() -> None:
    """The foot names the address that the id keeps, in words and as a code."""
    page = page_of("one")
    assert "<strong>https://a.example/toolkit/go/one/</strong>" in page
    assert 'aria-label="QR code: https://a.example/toolkit/go/one/"' in page
    assert "Small, edition 1, version 1" in page
    feet = {
        "one": "Our words: CC BY 4.0, free to copy. The framework's words © Its makers: "
        "no licence stated.",
        "read": "Our words: CC BY 4.0, you may copy this sheet. Based on the book by Its writer.",
        "walk": "This card © Its walkers: CC BY-SA 4.0, you may copy this sheet. "
        "Based on walking by Nobody, Public domain.",
        "review": "Our words: CC BY 4.0, you may copy this sheet.",
    }
    for name, foot in feet.items():
        assert f"<p>{unparted(foot)}</p>" in markup.unescape(page_of(name))


def test_no_line_ends_within_the_name_of_a_licence() -> None:
    """A last line that holds '4.0.' alone tells nobody anything."""
    for said in ("CC BY-SA 4.0", "All rights reserved", "Public domain"):
        owned = Rights(holder="Us", licence="Our terms", statement=f"Ours © us, under {said}. Yes.")
        sheet = replace(sheet_of("read"), shares=(credit.Share("Ours", owned),))
        (statement,) = plain_sheet(sheet, small(), "").rights
        kept = said.replace(" ", "\N{NO-BREAK SPACE}")
        assert statement == f"Ours © Us: Our terms. Ours © us, under {kept}. Yes."


def test_a_page_to_print_needs_no_script() -> None:
    """Its one script shows a button and follows a start; its policy names it and our files."""
    page = page_of("framework")
    assert page.count("<script") == 1
    assert '<button type="button" hidden>Print this page</button>' in page
    assert "script-src 'self' 'sha256-" in markup.unescape(page)
    assert "default-src 'self'" in markup.unescape(page)
