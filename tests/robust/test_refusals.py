"""What the system refuses is told in one line; the last site stays, or the same site is built."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import KEPT
from tests.robust.builds import BUILD, PLAIN, built, content, permissions_bind, site_of
from tests.site import frameworks

EARLIER = {"index.html": "the earlier site"}


@pytest.fixture
def small(project: Callable[..., Path]) -> Path:
    """A small project with an earlier site and a cache of its own."""
    folder = project(frameworks.files(frameworks.records(str, ("roots",))))
    site_of(folder, EARLIER)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace(KEPT, ".cache/sheets"))
    return folder


@contextmanager
def locked(path: Path, mode: int) -> Iterator[None]:
    """Within the block a file or folder has other permissions."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


def refused(project: Path, said: str, code: int, what: str) -> None:
    """A build said in one line what was refused, and left the last site and no debris."""
    assert code == 1, said
    assert "Traceback" not in said
    assert what in said, said
    last = content(project / "site")
    assert last == site_of(project, EARLIER)
    assert [path.name for path in project.glob(".site*")] == []


def full_at(size: int) -> Callable[[], None]:
    """What lets a process write no file of more bytes, as on a disc that is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [0, 4_000, 40_000])
def test_a_full_disc_leaves_the_last_site(small: Path, size: int) -> None:
    """Wherever the room ends: at the first file, at a page, at a large script."""
    code, said = built(small, preexec_fn=full_at(size))
    refused(small, said, code, "File too large")
    assert list((small / ".cache").rglob(".new-*")) == []


def test_a_folder_that_may_only_be_read_is_told(small: Path) -> None:
    """Where nothing can be put beside the last site, it stays."""
    with locked(small, 0o555):
        code, said = built(small, preexec_fn=permissions_bind)
        refused(small, said, code, ".site-new: Permission denied")


@pytest.mark.parametrize("command", [BUILD, PLAIN])
def test_data_that_may_not_be_read_is_told(small: Path, command: list[str]) -> None:
    """A file or a folder that is closed to the builder is named."""
    for name in ("framework_data/framework.yml", "framework_data/sections", "framework_data"):
        with locked(small / name, 0):
            code, said = built(small, command, preexec_fn=permissions_bind)
            refused(small, said, code, f"{name}")
            assert "Permission denied" in said


def test_a_cache_that_cannot_be_written_stops_no_build(small: Path) -> None:
    """The site is the same, and the build says why nothing is kept: codes here, as sheets are."""
    config = small / "mkdocs.yml"
    code, said = built(small)
    assert code == 0, said
    good = content(small / "site")
    assert "kept for the next build" not in said
    for folder in ("/dev/null", "closed"):
        (small / "closed").mkdir(exist_ok=True)
        with locked(small / "closed", 0o555):
            environment = {"SHEETS_CACHE": folder}
            text = config.read_text()
            config.write_text(text.replace("cache_dir: .cache/sheets", f"cache_dir: {folder}"))
            code, said = built(small, environment=environment, preexec_fn=permissions_bind)
            config.write_text(text)
        assert code == 0, said
        assert "What was drawn is not kept for the next build" in said
        assert content(small / "site") == good
