"""The same data gives the same site, and bad data leaves the last site as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, SITE_URL, mkdocs
from tests.site import frameworks

SECTIONS = ("roots", "fruit")
EARLIER = {"index.html": b"the earlier site", "framework/index.html": b"its framework"}
UNKNOWN = '---\nrender_macros: true\n---\n\n# A page\n\nSee {{ link("rots") }}.\n'

Run = Callable[[Path], subprocess.CompletedProcess[str]]


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def mkdocs_build(project: Path) -> subprocess.CompletedProcess[str]:
    return mkdocs(project, project / "site")


def partnering_build(project: Path) -> subprocess.CompletedProcess[str]:
    """Run `partnering build` in `project`, as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", "build"],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def good(project: Callable[..., Path]) -> Path:
    """A small project whose data is good, with an earlier site in `site/`."""
    folder = project(frameworks.files(frameworks.records(str, SECTIONS)))
    for name, text in EARLIER.items():
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_bytes(text)
    return folder


@pytest.fixture
def bad(good: Path) -> Path:
    """The same project with a section that has no questions and names an unknown resource."""
    (good / "framework_data/sections/2-fruit.yml").write_text(
        "id: fruit\ntitle: Fruit\nlabel: Fruit\nsummary: Fruit.\nresources: [wlk]\n"
    )
    return good


def test_two_builds_of_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    """Every file is the same, whatever the order of sets and the time zone."""
    builds = []
    for name, zone in (("1", "UTC"), ("2", "Pacific/Kiritimati")):
        done = mkdocs(ROOT, tmp_path / name, SITE_URL=SITE_URL, PYTHONHASHSEED=name, TZ=zone)
        assert 0 == done.returncode, done.stderr
        builds.append(content(tmp_path / name))
    first, second = builds
    assert list(first) == list(second)
    assert [] == [name for name in first if first[name] != second[name]]


@pytest.mark.parametrize("build", [mkdocs_build, partnering_build])
def test_bad_data_leaves_the_last_site_as_it_was(bad: Path, build: Run) -> None:
    """The build fails before it touches `site/`, and says where every problem is."""
    done = build(bad)
    said = done.stdout + done.stderr
    assert 1 == done.returncode
    assert EARLIER == content(bad / "site")
    assert "framework_data/sections/2-fruit.yml:1:1: section 'fruit' has no 'questions'" in said
    assert "framework_data/sections/2-fruit.yml:5:13: there is no resource 'wlk'" in said
    assert "Traceback" not in said


def test_a_page_that_names_an_unknown_id_leaves_the_last_site_as_it_was(good: Path) -> None:
    """`partnering build` puts a site in place only when all of it is good."""
    (good / "docs" / "index.md").write_text(UNKNOWN)
    done = partnering_build(good)
    said = done.stdout + done.stderr
    assert 1 == done.returncode
    assert EARLIER == content(good / "site")
    assert "docs/index.md:7:14: there is no section, question, resource" in said
    assert "Traceback" not in said


def test_a_page_with_a_broken_link_leaves_the_last_site_as_it_was(good: Path) -> None:
    """A warning of the site builder stops the build too."""
    (good / "docs" / "index.md").write_text("# A page\n\n[Gone](framework/gone.md)\n")
    done = partnering_build(good)
    assert 1 == done.returncode
    assert EARLIER == content(good / "site")
    assert "Traceback" not in done.stdout + done.stderr


def test_good_data_replaces_the_last_site_whole(good: Path) -> None:
    """Nothing of the earlier site is left, and nothing lies beside the new one."""
    (good / "site" / "stale.html").write_text("stale")
    beside = {entry.name for entry in good.iterdir()}
    done = partnering_build(good)
    assert 0 == done.returncode, done.stderr
    assert (good / "site" / "framework" / "roots" / "index.html").is_file()
    assert not (good / "site" / "stale.html").exists()
    assert beside == {entry.name for entry in good.iterdir()}
