"""A preview hears of each file whose content has changed, and of no other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import pytest

from generator.serving.watching import Watcher
from tests.conftest import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small project below a hidden folder; a part of it is elsewhere."""
    folder = tmp_path / ".hidden" / "project"
    write(folder, {"docs/index.md": "# Home\n", "docs/use/new.md": "# New\n", "mkdocs.yml": "a: b"})
    write(folder, {"elsewhere/page.md": "# Page\n"})
    (folder / "docs" / "link").symlink_to(folder / "elsewhere", target_is_directory=True)
    return folder


@pytest.fixture
def watcher(folder: Path) -> Iterator[Watcher]:
    """Watches them."""
    watcher = Watcher()
    watcher.follow([folder / "docs", folder / "mkdocs.yml"])
    yield watcher
    watcher.stop()


def renamed_over(file: Path, text: str) -> None:
    """Save as many editors do: another file takes the place of the last."""
    new = file.with_name(".new")
    new.write_text(text)
    new.replace(file)


SAVES_OF_NOTHING: dict[str, Callable[[Path], object]] = {
    "the same bytes": lambda docs: (docs / "index.md").write_text("# Home\n"),
    "the same bytes, in another file": lambda docs: renamed_over(docs / "index.md", "# Home\n"),
    "a touch": lambda docs: os.utime(docs / "index.md", (1, 1)),
    "a read": lambda docs: (docs / "index.md").read_text(),
    "files of editors": lambda docs: write(
        docs, dict.fromkeys((".index.md.swp", "index.md~", ".#index.md", "#index.md#", "4913"), "x")
    ),
    "a hidden folder": lambda docs: write(docs, {".notes/own.md": "x"}),
    "beside": lambda docs: write(docs.parent, {"notes.txt": "x"}),
}


@pytest.mark.parametrize("name", SAVES_OF_NOTHING)
def test_where_no_content_changed_nothing_is_told(
    folder: Path, watcher: Watcher, name: str
) -> None:
    """Whatever an editor does beside, a file that says the same is the same."""
    SAVES_OF_NOTHING[name](folder / "docs")
    assert watcher.changed() == frozenset()


CHANGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "a save": (lambda at: write(at, {"docs/index.md": "x"}), ["docs/index.md"]),
    "another file in its place": (lambda at: renamed_over(at / "mkdocs.yml", "x"), ["mkdocs.yml"]),
    "a new file in a new folder": (lambda at: write(at, {"docs/a/b.md": "x"}), ["docs/a/b.md"]),
    "a file behind a link": (
        lambda at: write(at, {"elsewhere/page.md": "x"}),
        ["docs/link/page.md"],
    ),
    "a file that goes": (lambda at: (at / "docs/index.md").unlink(), ["docs/index.md"]),
    "a folder that goes": (lambda at: shutil.rmtree(at / "docs/use"), ["docs/use/new.md"]),
    "a folder with another name": (
        lambda at: (at / "docs/use").rename(at / "docs/how"),
        ["docs/how/new.md", "docs/use/new.md"],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_told(folder: Path, watcher: Watcher, name: str) -> None:
    """A new, a changed and a missing file are named, however they came to be that."""
    change, expected = CHANGES[name]
    timer = Timer(0.05, change, [folder])
    timer.start()
    told = set(watcher.wait())
    timer.join()
    told |= watcher.changed()  # what was written a moment later
    assert expected == sorted(path.relative_to(folder).as_posix() for path in told)


def test_what_is_watched_may_go_and_come_again(folder: Path, watcher: Watcher) -> None:
    """As when somebody looks at another branch: the folder that is there then is followed."""
    shutil.rmtree(folder / "docs")
    assert folder / "docs/index.md" in watcher.wait()
    write(folder, {"docs/index.md": "# Home\n"})
    watcher.wait()
    watcher.follow([folder / "docs", folder / "mkdocs.yml"])
    watcher.changed()
    Timer(0.05, write, [folder, {"docs/index.md": "# Changed\n"}]).start()
    assert {folder / "docs/index.md"} == watcher.wait()
