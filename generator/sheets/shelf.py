"""Makes the files of all sheets: draws what is not in the cache, and names each file.

In: sheets, and `Job`s that each name a sheet, a form and a paper. Out: `Made` files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple, assert_never

from generator.drawing import fonts
from generator.drawing.qr import qr_image, qr_picture
from generator.errors import FrameworkError, Location, Problem
from generator.model.framework import Framework
from generator.model.sheet_kinds import DECK, FORM
from generator.permalinks.places import Permalinks, sheet_file
from generator.sheets import cards, pdf
from generator.sheets.blocks import Sheet
from generator.sheets.cards import PlainDeck
from generator.sheets.pdf import DoesNotFitError, Paper
from generator.sheets.plain import PlainSheet, can_be_filled_in, digest_of, plain_sheet, texts
from generator.system import processes
from generator.system.cache import Cache, code_digest, key_of
from generator.system.files import FileToMake


class Download(NamedTuple):
    """A file that a page offers: its path, its pages (0 where they are not fixed), its kB."""

    path: str
    pages: int
    kilobytes: int


Downloads = Mapping[str, Mapping[str, Mapping[str, Download]]]
"""The files of the sheets: by the id of the sheet, then by form, then by paper."""


class Job(NamedTuple):
    """A file to make: its sheet, form and paper."""

    name: str
    form: str
    paper: Paper


class Made(NamedTuple):
    """A file that was made: its path on the site, its bytes, and its pages (0 for Word)."""

    job: Job
    path: str
    content: bytes
    pages: int


class Drawing(NamedTuple):
    """The bytes of a file, and its pages (0 for Word)."""

    content: bytes
    pages: int


class TooLong(NamedTuple):
    """The ids of what does not fit its page."""

    ids: tuple[str, ...]


_ONE_FILE: tuple[Paper, ...] = ("a4",)
"""The paper by which a file goes that is the same for all: its pages have the size of a card."""


class Task(NamedTuple):
    """All that it takes to make a file, for another process too.

    `code` is the sheet's QR code as a PNG file; it is empty where the words hold it. `fonts` is the
    folder of the typefaces beside ours.
    """

    job: Job
    words: PlainSheet | PlainDeck
    family: str
    code: bytes
    fonts: Path | None


def downloads(every: Sequence[Made]) -> Downloads:
    """What pages say of each file: by sheet, form and paper."""
    offered: dict[str, dict[str, dict[str, Download]]] = {}
    for made in every:
        forms = offered.setdefault(made.job.name, {})
        kilobytes = -(-len(made.content) // 1000)
        forms.setdefault(made.job.form, {})[made.job.paper] = Download(
            made.path, made.pages, kilobytes
        )
    return offered


class Shelf:
    """All the sheets of one framework, and how to make any file of them."""

    def __init__(
        self,
        framework: Framework,
        links: Permalinks,
        sheets: Sequence[Sheet],
        written: Mapping[str, Location],
        store: Cache,
    ) -> None:
        self.framework = framework
        self.links = links
        self._digests: dict[str, str] = {}
        self._families: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._drawn_by = key_of((code_digest(), fonts.given().digest))
        self.written = written
        self.store = store
        self.words: dict[str, PlainSheet] = {}
        self.sheets = {sheet.id: sheet for sheet in sheets}
        for sheet in sheets:
            address = links.address(links.permanent(sheet.id))
            self.words[sheet.id] = plain_sheet(sheet, framework, address)

    def take_over(self, before: Shelf) -> None:
        """Take what was found out of each sheet that says what it said on another shelf.

        To compare two sheets takes a tenth of the time of a digest.
        """
        if self._drawn_by == before._drawn_by:
            names = {*self.names} & {*before.names}
            same = [name for name in names if self._words(name) == before._words(name)]
            self._digests |= {it: before._digests[it] for it in same if it in before._digests}
            self._families |= {it: before._families[it] for it in same if it in before._families}

    @cached_property
    def deck(self) -> PlainDeck:
        """The cards, with their codes: made when first asked for."""
        return cards.plain_deck(cards.cards(self.framework, self.links), self.framework)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of all sheets, and that of the deck."""
        return (*self.words, DECK.name)

    def jobs(self) -> Iterator[Job]:
        """Every file that there is to make, in a fixed order."""
        for name, words in self.words.items():
            for form in self.sheets[name].kind.forms:
                if form != "fillable" or can_be_filled_in(words):
                    for paper in pdf.PAPERS:
                        yield Job(name, form, paper)
        for form in DECK.forms:
            for paper in pdf.PAPERS if FORM[form].format != "press" else _ONE_FILE:
                yield Job(DECK.name, form, paper)

    def kept(self, jobs: Iterable[Job]) -> dict[Job, Made]:
        """The files of `jobs` that are in the cache."""
        found = ((job, self._kept(self.key(job))) for job in jobs)
        return {job: _made(job, drawing) for job, drawing in found if drawing}

    def make(self, jobs: Sequence[Job], tell: Callable[[int], None] = lambda _: None) -> list[Made]:
        """Make the files of `jobs`; `tell` hears of how many more each time that some are ready.

        Raises `FrameworkError` with everything that does not fit its page.
        """
        made = self.kept(jobs)
        missing = [job for job in jobs if job not in made]
        tell(len(jobs) - len(missing))
        tasks = [self._task(job) for job in missing]
        problems: list[Problem] = []
        for at, drawn in processes.map_unordered(_draw, tasks):
            job = missing[at]
            match drawn:
                case TooLong(ids):
                    problems += [self._too_long(name, job) for name in ids]
                case Drawing():
                    self._keep(self.key(job), drawn)
                    made[job] = _made(job, drawn)
                case _:
                    assert_never(drawn)
            tell(1)
        if problems:
            raise FrameworkError(problems)
        return [made[job] for job in jobs]

    def codes(self) -> Iterator[FileToMake]:
        """Yield the QR code of every permanent address that is or was: as SVG and as PNG."""
        for name in (*self.links.places, *self.links.former):
            address = self.links.address(self.links.permanent(name))
            yield FileToMake(self.links.code(name, "svg"), partial(_svg, address))
            yield FileToMake(self.links.code(name, "png"), partial(qr_picture, address))

    def key(self, job: Job) -> str:
        """The key in the cache of a file: a digest of all that it depends on."""
        name = job.name
        if name not in self._keys:
            says = self.digest(name), self._family(name)
            self._keys[name] = key_of((self._drawn_by, *says))
        return key_of((self._keys[name], *job))

    def _kept(self, key: str) -> Drawing | None:
        """What the cache holds under a key: the number of pages in a line, then the file."""
        entry = self.store.get(key)
        if entry is None:
            return None
        pages, _, content = entry.partition(b"\n")
        return Drawing(content, int(pages))

    def _keep(self, key: str, drawing: Drawing) -> None:
        self.store.put(key, b"%d\n" % drawing.pages, drawing.content)

    def _task(self, job: Job) -> Task:
        code = qr_picture(self.links.printed(job.name)) if job.form == "word" else b""
        family = self._family(job.name)
        return Task(job, self._words(job.name), family, code, fonts.given().folder)

    def _words(self, name: str) -> PlainSheet | PlainDeck:
        return self.deck if name == DECK.name else self.words[name]

    def digest(self, name: str) -> str:
        """A digest of all that a sheet says."""
        if name not in self._digests:
            self._digests[name] = digest_of(self._words(name))
        return self._digests[name]

    def _family(self, name: str) -> str:
        """The typeface that has every letter of a sheet."""
        if name not in self._families:
            found = fonts.family_for(texts(self._words(name)))
            self._families[name] = found or next(iter(fonts.FAMILIES))
        return self._families[name]

    def _too_long(self, name: str, job: Job) -> Problem:
        """What to say where a block of a sheet is taller than the page."""
        sheet = self.sheets.get(job.name)
        record = job.name.removesuffix(sheet.kind.ending) if sheet else ""
        candidates = (*_ever_shorter(name), record)
        place = next(
            (self.written[part] for part in candidates if part in self.written),
            self.written["framework"],
        )
        paper = {"a4": "A4", "letter": "Letter"}[job.paper]
        size = f"{FORM[job.form].size} print"
        fitting = "its card" if job.name == DECK.name else f"one page of the sheet '{job.name}'"
        return Problem(
            place,
            f"'{name}' does not fit on {fitting} ({size}, {paper})",
            "shorten its words",
        )


def _svg(address: str) -> bytes:
    return qr_image(address).encode()


def _made(job: Job, drawing: Drawing) -> Made:
    return Made(job, sheet_file(job.name, job.paper, job.form), *drawing)


def _draw(task: Task) -> Drawing | TooLong:
    """A file, or what does not fit its page; a function of the module, for other processes."""
    # Not before something is drawn: their libraries take as long to load as twenty pages to build.
    from generator.sheets import docx, fields, press

    job, words, family, code, more = task
    if more != fonts.given().folder:  # in another process
        fonts.use(more)
    form = FORM[job.form]
    try:
        if isinstance(words, PlainDeck):
            if form.format == "press":
                deck = cards.draw(words, job.paper, "press", family)
                return Drawing(press.boxed(deck.pdf), deck.pages)
            deck = cards.draw(words, job.paper, form.size, family)
            return Drawing(deck.pdf, deck.pages)
        match form.format:
            case "pdf" | "press":  # no sheet has the form of a print shop
                drawn = pdf.draw(words, job.paper, form.size, family)
                return Drawing(drawn.pdf, drawn.pages)
            case "fillable":
                drawn = pdf.draw(words, job.paper, form.size, family, fillable=True)
                return Drawing(fields.fillable(drawn), drawn.pages)
            case "word":
                return Drawing(docx.draw(words, job.paper, family, code), 0)
            case _:
                assert_never(form.format)
    except DoesNotFitError as error:
        return TooLong(error.ids)


def _ever_shorter(name: str) -> Iterator[str]:
    """An id, and what stands before each of its double hyphens: the record to which it belongs."""
    yield name
    while "--" in name:
        name = name.rpartition("--")[0]
        yield name
