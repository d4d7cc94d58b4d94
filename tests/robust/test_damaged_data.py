"""Whatever becomes of the data, it is read, or each fault is told with its place: in bounded time.

`make fuzz` tries more, and others, each time.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.run import CheckedFramework, read_framework
from generator.data import yaml_reader
from generator.errors import LONGEST, FrameworkError, Problem
from generator.model.framework import WHOLE
from generator.permalinks.places import Permalinks, sheet_file
from generator.sheets import kinds
from generator.sheets.shelf import Made, Shelf, downloads
from generator.system.cache import Cache
from generator.web import dataset, pages, sheet_pages
from tests.conftest import SITE_URL, lay_out
from tests.robust import damage
from tests.robust.builds import BUILD, PLAIN, built, content, site_of
from tests.robust.conftest import examples

JARGON = re.compile(
    r"traceback|should be a valid|input should|validation error|pydantic|\bctx\b|correct it"
    r"|<class|object at 0x|errno",
    re.IGNORECASE,
)
LINES = re.compile(r"\r\n?|\n")
PATIENCE = 120
"""After how many seconds a reading counts as hanging; it takes a fraction of one."""

DATA = Path("framework_data")
PARSE = yaml_reader.parse
"""Reads a text each time, where the tests below read what is not damaged once."""


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the real data below the working folder; what is not damaged is parsed once."""
    work = tmp_path_factory.mktemp("damaged")
    shutil.copytree(damage.DATA, work / DATA)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(work)
        patch.setattr(yaml_reader, "parse", functools.lru_cache(256)(yaml_reader.parse))
        yield work


@contextmanager
def patience() -> Iterator[None]:
    """Stop what hangs."""

    def stop(*_: object) -> None:
        raise TimeoutError("it hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def read() -> CheckedFramework | None:
    """The framework in the damaged folder; None where its problems are told as they should be."""
    with patience():
        try:
            return read_framework(DATA)
        except FrameworkError as error:
            assert error.problems
            for problem in error.problems:
                assert_told_well(problem)
            return None


def assert_told_well(problem: Problem) -> None:
    """A problem is one line in plain words, at a place that there is."""
    said, place = str(problem), problem.location
    assert said.isprintable()
    assert len(said) < 2 * LONGEST + 300, said
    assert problem.wrong and problem.right
    assert not JARGON.search(problem.wrong + problem.right), said
    file = Path(place.path)
    assert os.path.lexists(file) or file.parent.is_dir(), said
    with suppress(OSError):
        if file.is_file():
            lines = LINES.split(file.read_bytes().decode("utf-8", "replace"))
            assert 1 <= place.line <= len(lines), said
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1, said


@contextmanager
def damaged(name: str, content: bytes) -> Iterator[None]:
    """Within the block a file of the data has other bytes."""
    (DATA / name).write_bytes(content)
    try:
        yield
    finally:
        (DATA / name).write_bytes(damage.FILES[name])


@pytest.mark.long
@examples(120)
@given(damage.damages)
def test_a_damaged_file_is_read_or_its_faults_are_told(
    one: tuple[str, Sequence[Callable[[Any], Any]]],
) -> None:
    """Hundreds of damaged copies give a framework, or problems with file, line and column."""
    with damaged(*damage.damaged(one)):
        read()


@examples(125)
@given(damage.damages)
def test_a_file_says_the_same_whichever_parser_pyyaml_was_built_with(
    one: tuple[str, Sequence[Callable[[Any], Any]]],
) -> None:
    """The fast parser and the one written in Python give the same values, places and problems."""
    name, content = damage.damaged(one)
    text = content.decode("utf-8", "replace")
    with pytest.MonkeyPatch.context() as patch:
        fast = parsed(text, name)
        patch.setattr(yaml_reader, "_FASTEST_LOADER", yaml.SafeLoader)
        assert parsed(text, name) == fast


def parsed(text: str, name: str) -> yaml_reader.Document | str:
    """What a text says, or what is wrong with it."""
    try:
        return PARSE(text, name)
    except yaml_reader.SourceError as error:
        return str(error)


@pytest.mark.long
@examples(10)
@given(damage.strange)
def test_strange_words_become_pages_and_sheets_or_problems(
    one: tuple[str, Sequence[Callable[[Any], Any]]],
) -> None:
    """What is read becomes every page, and the sheets of its record, unless one does not fit.

    As files and as pages; of the sheets of other records, those that hold the whole framework.
    """
    name, changes = one
    with damaged(name, damage.turned(name, changes)):
        if (authored := read()) is None:
            return
        framework, written = authored
        every = tuple(kinds.sheets(framework))
        links = Permalinks(framework, SITE_URL, kinds.places(every))
        shelf = Shelf(framework, links, every, written, Cache(Path("cache")))
        records = (*framework.sections, *framework.resources, *framework.plans)
        own = [item.id for item in records if written[item.id].path == f"{DATA}/{name}"]
        jobs = [job for job in shelf.jobs() if job.name.removesuffix("-run") in own]
        try:
            shelf.make(jobs)
        except FrameworkError as error:
            for problem in error.problems:
                assert_told_well(problem)
        assert all(page.content for page in pages.render(framework, links, offered(shelf)))
        assert all(file.content for file in dataset.files(framework, links))
        for item in every:
            if item.id.removesuffix("-run") not in {*own, WHOLE}:
                continue
            words = shelf.words[item.id]
            assert all(page.content for page in sheet_pages.render(framework, links, item, words))


def offered(shelf: Shelf) -> Any:
    """What pages say of the files of sheets, which are not all drawn here."""
    every = ((job, sheet_file(job.name, job.paper, job.form)) for job in shelf.jobs())
    return downloads([Made(job, path, b"", 1) for job, path in every])


@examples(3)
@given(damage.damages, st.sampled_from((BUILD, PLAIN)))
def test_a_build_of_damaged_data_is_good_or_leaves_the_last_site(
    whole: Path, one: tuple[str, Sequence[Callable[[Any], Any]]], command: list[str]
) -> None:
    """The whole of it, as a person runs it: no traceback, and no site that is half of the new."""
    name, bytes_ = damage.damaged(one)
    shutil.rmtree(whole / "site", ignore_errors=True)
    earlier = site_of(whole, {"index.html": "the earlier site"})
    (whole / DATA / name).write_bytes(bytes_)
    code, said = built(whole, command)
    (whole / DATA / name).write_bytes(damage.FILES[name])
    assert "Traceback" not in said
    assert "pydantic" not in said
    after = content(whole / "site")
    if code == 0:
        assert "framework/index.html" in after
    elif command == BUILD or "in the framework's data" in said:
        assert after == earlier, said
    else:  # MkDocs itself sees what is no more than a warning when it has written all
        assert "in strict mode" in said


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the real data, to build."""
    files = {name: text.decode() for name, text in damage.FILES.items()}
    return lay_out(tmp_path_factory.mktemp("whole") / "project", files)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as held, pytest.MonkeyPatch.context() as patch:
        patch.chdir(path.parent)  # the name of a socket may not be long
        held.bind(path.name)


STANDS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "a folder of folders": lambda path: (path / "a.yml" / "b.yml").mkdir(parents=True),
    "a file": lambda path: path.write_bytes(b"id: x\n"),
    "an empty file": lambda path: path.touch(),
    "a pipe": os.mkfifo,
    "a socket": _socket,
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to("nothing.yml"),
    "a link to its folder": lambda path: path.symlink_to("."),
    "a link out": lambda path: path.symlink_to("/etc/passwd"),
    "a link to a folder out": lambda path: path.symlink_to("/etc"),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("stands", STANDS)
def test_whatever_stands_in_place_of_a_file_or_folder_is_told(stands: str) -> None:
    """A pipe, a loop of links or a device makes nobody wait; each is told at its place."""
    for name in ("framework.yml", "links.yml", "sections/1-purpose.yml", "sections", "plans", "."):
        place = DATA if name == "." else DATA / name
        kept = Path("kept")
        place.rename(kept)
        try:
            STANDS[stands](place)
            assert read() is None
        finally:
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)
            kept.rename(place)
    assert read()


NAMES = (b"\xff.yml", b"a\nb.yml", b"\x1b[31m.yml", b"x.YML", b"x.yaml", "é.yml".encode(), b"-.yml")


def test_a_file_of_any_name_is_read_or_told() -> None:
    """Bytes that are no text, line breaks and escapes in a name reach no terminal."""
    for name in NAMES:
        file = Path(os.fsdecode(os.fsencode(DATA / "sections") + b"/" + name))
        try:
            file.write_bytes(b"id: [")
        except OSError:  # a Mac keeps no name that is no text
            continue
        assert read() is None
        file.unlink()
