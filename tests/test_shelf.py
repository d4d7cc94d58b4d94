"""Every file of every sheet: which there are, when they are drawn again, and what does not fit."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Queue
from time import sleep
from unicodedata import bidirectional
from zipfile import ZipFile

import pikepdf
import pytest

from generator.checks.run import read_framework
from generator.drawing import fonts
from generator.errors import FrameworkError
from generator.permalinks.places import Permalinks
from generator.sheets.kinds import places, sheets
from generator.sheets.plain import PlainSheet
from generator.sheets.shelf import Job, Made, Shelf, downloads
from generator.system import processes
from generator.system.cache import Cache
from generator.web import preview as in_preview
from tests import paper, pdfpages, typefaces
from tests.conftest import SITE_URL, write
from tests.golden import SMALL
from tests.paper import MM, squeezed
from tests.pdfpages import Thing

SESSION = """
partners: [Ours, Theirs]
session:
  question_minutes: {least: 12}
  group: {least: 2}
  materials: [Pens]
  opening: [{text: Welcome., minutes: 5}]
  each_question: Alone first.
  closing: [{text: Thanks., minutes: 1}]
"""
FILES = SMALL | {"framework.yml": SMALL["framework.yml"] + SESSION}
NAMES = ("framework", "one", "two", "walk", "read", "one-run", "two-run", "walk-run", "read-run")
NAMES += ("one-look-back", "two-look-back")
NAMES += ("next-steps", "review", "own-answers", "side-by-side", "voices")
FORMS = ("print", "large", "fillable", "word")


CHANGE = ("Why are we here?", "Why are we all here?")
"""What is said in one section, and what is said there after a change."""


class Recorded(Cache):
    """A cache that remembers what was drawn in this run."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.drawn: list[str] = []

    def put(self, key: str, *payload: bytes) -> None:
        """Keep what was drawn, and take note of each sheet."""
        super().put(key, *payload)
        if payload[-1].startswith((b"%PDF", b"PK")):
            self.drawn.append(key)


def shelf_of(folder: Path, store: Cache, **changes: tuple[str, str]) -> Shelf:
    """The sheets of a framework whose words were changed: `one=(old, new)` in `1-one.yml`."""
    files = dict(FILES)
    for file in FILES:
        old, new = changes.get(Path(file).stem.split("-")[-1], ("", ""))
        assert old in files[file]
        files[file] = files[file].replace(old, new, 1) if old else files[file]
    write(folder / "data", files)
    framework, written = read_framework(folder / "data")
    every = tuple(sheets(framework))
    links = Permalinks(framework, SITE_URL, places(every))
    return Shelf(framework, links, every, written, store)


def make(shelf: Shelf, *names: str, forms: Sequence[str] = FORMS) -> list[Made]:
    """Some of the files of a shelf, or all."""
    jobs = [job for job in shelf.jobs() if not names or job.name in names]
    return shelf.make([job for job in jobs if job.form in forms])


def test_every_sheet_comes_in_every_form_on_both_papers(tmp_path: Path) -> None:
    """The deck of cards is printed, clear or large, and one file of it is for a print shop."""
    expected = [Job(n, form, on) for n in NAMES for form in FORMS for on in ("a4", "letter")]
    expected += [Job("cards", form, on) for form in FORMS[:2] for on in ("a4", "letter")]
    expected += [Job("cards", "press", "a4")]
    assert list(shelf_of(tmp_path, Cache(None)).jobs()) == expected


def test_a_file_has_a_path_its_content_and_the_number_of_its_pages(tmp_path: Path) -> None:
    """Pages say how long a sheet is and how large its file; Word lays out pages itself."""
    told: list[int] = []
    shelf = shelf_of(tmp_path, Cache(None))
    made = shelf.make([Job("one", form, "a4") for form in FORMS], told.append)
    paths = ("one-a4.pdf", "one-a4-large.pdf", "one-a4-fillable.pdf", "one-a4.docx")
    assert [file.path for file in made] == [f"worksheets/one/{path}" for path in paths]
    for file in made[:3]:
        with pikepdf.open(io.BytesIO(file.content)) as pdf:
            assert len(pdf.pages) == file.pages
    assert (made[3].pages, made[3].content[:2]) == (0, b"PK")
    assert sum(told) == 4
    assert downloads(made)["one"]["large"]["a4"] == (
        "worksheets/one/one-a4-large.pdf",
        made[1].pages,
        -(-len(made[1].content) // 1000),
    )


def test_a_second_build_draws_nothing(tmp_path: Path) -> None:
    """Every file comes from the cache, the same to the byte; so does a build without one."""
    first, second = Recorded(tmp_path / "kept"), Recorded(tmp_path / "kept")
    made = make(shelf_of(tmp_path, first))
    assert len(first.drawn) == len(made) == 132
    assert make(shelf_of(tmp_path, second)) == made
    assert second.drawn == []
    afresh = make(shelf_of(tmp_path, Cache(None)), "one", "walk-run", "cards")
    assert [file for file in afresh if file not in made] == []


def test_the_codes_of_addresses_are_drawn_once(tmp_path: Path) -> None:
    """Each permanent address has its code as SVG and PNG; a second build takes them as kept."""

    class Sealed(Cache):
        def put(self, key: str, *payload: bytes) -> None:
            raise AssertionError(f"drawn again: {payload[0][:9]!r}")

    shelf = shelf_of(tmp_path, Cache(tmp_path / "kept"))
    codes = {code.path: code.content for code in shelf.codes()}
    assert list(codes)[4:6] == ["go/who/qr.svg", "go/who/qr.png"]
    assert len(codes) == 2 * len(shelf.links.places)
    for path, code in codes.items():
        assert code.startswith(b"<svg" if path.endswith("svg") else b"\x89PNG")
    again = shelf_of(tmp_path, Sealed(tmp_path / "kept"))
    assert {code.path: code.content for code in again.codes()} == codes


def test_a_changed_question_draws_again_only_what_it_is_on(tmp_path: Path) -> None:
    """Its section, what is printed of that, the whole and the cards; nothing else."""
    before = make(shelf_of(tmp_path, Cache(tmp_path / "kept")), forms=("print", "fillable"))
    again = Recorded(tmp_path / "kept")
    changed = make(shelf_of(tmp_path, again, one=CHANGE), forms=("print", "fillable"))
    differ = {new.job.name for new, old in zip(changed, before, strict=True) if new != old}
    assert differ == {"framework", "one", "one-run", "one-look-back", "cards"}
    assert len(again.drawn) == 4 * 4 + 2


def watched() -> tuple[in_preview.Preview, Queue[bytes]]:
    """A preview, and what it draws after it has shown its pages."""
    drawn: Queue[bytes] = Queue()
    return in_preview.Preview(put=lambda _, content: drawn.put(content)), drawn


def test_a_preview_draws_what_changed_and_keeps_what_did_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change shows the sheet of before until it is drawn, however many builds come between."""
    monkeypatch.setattr(in_preview, "DELAY", 0)
    preview, drawn = watched()

    def made(**changes: tuple[str, str]) -> bytes:
        shelf = shelf_of(tmp_path, Cache(tmp_path / "kept"), **changes)
        (file,) = preview.made(shelf, [Job("one", "print", "a4")], lambda _: None)
        shelf.store.prune()
        return file.content

    before = made()
    assert made(one=CHANGE) == made(one=CHANGE) == before
    preview.draw_changed(tmp_path, pytest.fail)
    after = drawn.get(timeout=60)
    assert made(one=CHANGE) == after != before
    assert made() == before
    assert drawn.empty()
    shelf = shelf_of(tmp_path, Cache(tmp_path / "kept"))
    assert shelf.kept([Job("one", "print", "a4")])


def test_what_another_shelf_knows_changes_no_key(tmp_path: Path) -> None:
    """Only of a sheet that says the same it is taken over; the key of each file is as made anew."""
    before = shelf_of(tmp_path, Cache(None))
    for job in before.jobs():
        before.key(job)
    for changes in ({}, {"one": CHANGE}, {"framework": ("Guidance ©", "All of this ©")}):
        new, anew = (shelf_of(tmp_path, Cache(None), **changes) for _ in range(2))
        new.take_over(before)
        assert {job: new.key(job) for job in new.jobs()} == {it: anew.key(it) for it in anew.jobs()}


def test_a_preview_draws_nothing_while_the_next_build_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The processor is for the pages; what was left out is drawn after them."""
    monkeypatch.setattr(in_preview, "DELAY", 0.1)
    preview, drawn = watched()
    for changes in ({}, {"one": CHANGE}):
        shelf = shelf_of(tmp_path, Cache(None), **changes)
        (before,) = preview.made(shelf, [Job("one", "print", "a4")], lambda _: None)
    preview.draw_changed(tmp_path, pytest.fail)
    preview.stop()
    sleep(1)
    assert drawn.empty()
    shelf = shelf_of(tmp_path, Cache(None), one=CHANGE)
    assert [before] == [*preview.made(shelf, [Job("one", "print", "a4")], lambda _: None)]
    preview.draw_changed(tmp_path, pytest.fail)
    assert drawn.get(timeout=60) != before.content


def test_a_broken_entry_is_drawn_again(tmp_path: Path) -> None:
    """What the cache holds is never put on the site without proof."""
    made = make(shelf_of(tmp_path, Cache(tmp_path / "kept")), "one")
    for entry in (tmp_path / "kept").iterdir():
        entry.write_bytes(entry.read_bytes()[:-100] + bytes(100))
    again = Recorded(tmp_path / "kept")
    assert make(shelf_of(tmp_path, again), "one") == made
    assert len(again.drawn) == 8


LONG = "A long text of many words. " * 150


@pytest.mark.parametrize(
    ("changes", "name", "sheet", "told"),
    [
        (
            {"walk": ("What did we see?", LONG)},
            "walk--2",
            "walk",
            "data/resources/walk.yml:26:5",
        ),
        ({"one": ("Why are we here?", LONG)}, "why", "one", "data/sections/1-one.yml:8:9"),
        ({"framework": ("Guidance ©", LONG)}, "one--actions", "one", "data/sections/1-one.yml:1:5"),
    ],
    ids=["a prompt", "a question", "rights"],
)
def test_what_does_not_fit_is_told_with_its_place(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, tuple[str, str]],
    name: str,
    sheet: str,
    told: str,
) -> None:
    """A text of 4,000 letters cannot stand on one page with room to answer: its author is told."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FrameworkError) as caught:
        make(shelf_of(Path(), Cache(None), **changes), sheet, forms=("print", "large"))
    assert str(caught.value).splitlines() == [
        f"{told}: '{name}' does not fit on one page of the sheet '{sheet}' ({size} print, {on}); "
        "shorten its words"
        for size, on in (("clear", "A4"), ("clear", "Letter"), ("large", "A4"), ("large", "Letter"))
    ]


ARABIC, HEBREW = "من هم المستفيدون من عملكم معا؟", "מהי מטרת השותפות שלכם?"
UNBROKEN = "x" * 300
HOSTILE = "#quote[*a*] $x$ <b> {{ 7*7 }} \\u{41} @one // /* ~ ` -- ... 'a' \"b\""
TABLE = "tables: [{title: T, columns: [Accountability, Responsibilities, C, D, E], rows: [%s]}]\n"
MANY = "".join(f"\n  - id: q{i}\n    text: Question number {i} of many?" for i in range(200))
BASED = "based_on:"
SECTION, RUN = ("framework", "one"), ("walk", "walk-run")

STRANGE = [
    pytest.param({"one": ("What is first?", "Many words " * 27)}, SECTION, id="a long title"),
    pytest.param({"one": ("What is first?", UNBROKEN)}, SECTION, id="a title without a space"),
    pytest.param({"one": ("Who is here?", UNBROKEN)}, SECTION, id="a question without a space"),
    pytest.param({"walk": ("A walk\n", f"{UNBROKEN}\n")}, RUN, id="a name without a space"),
    pytest.param({"walk": ("Walk out.", UNBROKEN * 13)}, RUN, id="a step without a space"),
    pytest.param({"walk": ("Walk out.", LONG)}, RUN, id="a long step"),
    pytest.param({"walk": (BASED, TABLE % LONG[:400] + BASED)}, RUN, id="a long label"),
    pytest.param({"walk": (BASED, TABLE % UNBROKEN + BASED)}, RUN, id="an unbroken label"),
    pytest.param({"framework": ("Small", "Small " * 50)}, SECTION, id="a long short title"),
    pytest.param({"framework": ("Its makers", UNBROKEN)}, SECTION, id="an unbroken holder"),
    pytest.param({"framework": ("[Ours", f"[{'y' * 60}")}, ("voices",), id="an unbroken partner"),
    pytest.param({"walk": ("Card ©", f"https://a.b/{'far-' * 60}")}, RUN, id="a long address"),
    pytest.param({"one": ("\n  - id: who", f"{MANY}\n  - id: who")}, ("one",), id="200 questions"),
    pytest.param({"one": ("Who is here?", ARABIC)}, SECTION, id="Arabic"),
    pytest.param({"walk": ("What did we see?", HEBREW)}, RUN, id="Hebrew"),
    pytest.param({"one": ("Who is here?", "Pwy sydd yn y tŷ? Ŵ ŵ Ŷ ŷ ẁ")}, SECTION, id="Welsh"),
    pytest.param({"walk": ("What did we see?", "ẹ̀kọ́ Việt Łódź")}, RUN, id="many marks"),
    pytest.param({"walk": ("Look up.", f"'{HOSTILE.replace(chr(39), chr(39) * 2)}'")}, RUN, id="#"),
]


@pytest.mark.parametrize(("size", "on"), [("clear", "letter"), ("large", "a4")])
@pytest.mark.parametrize(("changes", "names"), STRANGE)
def test_strange_words_give_a_good_sheet(
    tmp_path: Path,
    changes: dict[str, tuple[str, str]],
    names: tuple[str, ...],
    size: str,
    on: str,
) -> None:
    """Whatever the data holds, a sheet is for everyone, whole, and within its margins."""
    shelf = shelf_of(tmp_path, Cache(None), **changes)
    form = "large" if size == "large" else "print"
    for made in shelf.make([Job(name, form, on) for name in names]):
        assert paper.faults(made.content) == []
        pages = pdfpages.pages(made.content)
        assert beyond(pages) == []
        everything = "".join(page.text for page in pages)
        everything += squeezed(paper.extracted(made.content))
        assert lost(shelf.words[made.job.name], everything.casefold()) == []


def beyond(pages: list[pdfpages.Page]) -> list[Thing]:
    """What stands nearer to the edge of a page than it may."""
    return [
        thing
        for page in pages
        for thing in (*page.letters, *page.strokes)
        if thing["x0"] < 25 * MM - 0.4
        or thing["x1"] > page.width - 20 * MM + 0.4
        or thing["top"] < 15 * MM - 0.4
        or thing["bottom"] > page.height - 15 * MM + 0.4
    ]


def lost(words: PlainSheet, everything: str) -> list[str]:
    """The words of a sheet that are not in its text; from right to left letters are looked for."""
    missing = []
    for word in map(squeezed, map(str.casefold, paper.shown(words))):
        from_right = {"R", "AL"} & set(map(bidirectional, word))
        if word not in everything and not (from_right and Counter(word) <= Counter(everything)):
            missing.append(word)
    return missing


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Path]:
    """A folder of typefaces for letters that ours lack, in use."""
    folder = typefaces.make(tmp_path / "fonts", "Some Han", "我们的伙伴关系是谁？")
    typefaces.make(folder, "Some Bengali", "অংশীদ\u09be\u09b0", wide=500)
    fonts.use(folder)
    yield folder
    fonts.use(None)


OTHER_SCRIPTS = {
    "one": ("Who is here?", "我们的伙伴关系是谁？" * 9),
    "walk": ("What did we see?", "অংশীদার?"),
}


@pytest.mark.parametrize("form", ["print", "large", "fillable"])
def test_letters_of_a_given_folder_are_embedded_in_a_sheet_for_everyone(
    tmp_path: Path, given: Path, form: str
) -> None:
    """All words are there, within the margins; the typeface stands beside ours."""
    shelf = shelf_of(tmp_path, Cache(None), **OTHER_SCRIPTS)
    for name, family in (("one", "SomeHan"), ("walk", "SomeBengali"), ("cards", "SomeHan")):
        if (name, form) == ("cards", "fillable"):
            continue
        (made,) = shelf.make([Job(name, form, "a4")])
        assert paper.faults(made.content) == []
        pages = pdfpages.pages(made.content)
        used = {letter["fontname"].partition("+")[2] for page in pages for letter in page.chars}
        assert any(font.startswith(family) for font in used)
        assert any(font.startswith("AtkinsonHyperlegibleNext") for font in used)
        if name != "cards":
            assert beyond(pages) == []
        everything = squeezed(paper.extracted(made.content))
        assert squeezed(OTHER_SCRIPTS.get(name, ("", ""))[1]) in everything


def test_a_word_document_names_the_typefaces_of_its_letters(tmp_path: Path, given: Path) -> None:
    """One for East Asian letters, one for those of other scripts, and ours for the rest."""
    shelf = shelf_of(tmp_path, Cache(None), **OTHER_SCRIPTS)
    slots = 'w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{1}" w:cs="{2}"'
    ours, han, bengali = "Atkinson Hyperlegible Next", "Some Han", "Some Bengali"
    for name, families in (
        ("one", (ours, han, ours)),
        ("walk", (ours, ours, bengali)),
        ("two", (ours, ours, ours)),
    ):
        (made,) = shelf.make([Job(name, "word", "a4")])
        with ZipFile(io.BytesIO(made.content)) as package:
            assert slots.format(*families) in package.read("word/styles.xml").decode()


def test_a_sheet_is_drawn_again_when_a_given_typeface_changes(tmp_path: Path, given: Path) -> None:
    """What was drawn with another is not believed."""
    job = Job("one", "print", "a4")
    store = Recorded(tmp_path / "cache")
    (first,) = shelf_of(tmp_path, store, **OTHER_SCRIPTS).make([job])
    assert shelf_of(tmp_path, store, **OTHER_SCRIPTS).make([job]) == [first]
    assert len(store.drawn) == 1
    typefaces.make(given, "Some Han", "我们的伙伴关系是谁？", wide=700)
    fonts.use(given)
    (second,) = shelf_of(tmp_path, store, **OTHER_SCRIPTS).make([job])
    assert len(store.drawn) == 2
    assert second.content != first.content


def test_many_sheets_are_drawn_with_the_given_typefaces_in_every_process(
    tmp_path: Path, given: Path
) -> None:
    """Each process has them, and all draw the same bytes."""
    shelf = shelf_of(tmp_path, Cache(None), **OTHER_SCRIPTS)
    jobs = [job for job in shelf.jobs() if job.form == "print"]
    made = shelf.make(jobs * 2)  # from the first on here, and from the last on in another process
    assert len(made) >= processes.MIN_TASKS
    assert made[: len(jobs)] == made[len(jobs) :]
