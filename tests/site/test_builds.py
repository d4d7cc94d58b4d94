"""Good data gives a new site, and bad data leaves the last site as it was."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import write
from tests.robust.builds import BUILD, PLAIN, built, content, site_of
from tests.site import frameworks

SECTIONS = ("roots", "fruit")
EARLIER = {"index.html": "the earlier site", "framework/index.html": "its framework"}
UNKNOWN = '---\nrender_macros: true\n---\n\n# A page\n\nSee {{ link("rots") }}.\n'


@pytest.fixture
def good(project: Callable[..., Path]) -> Path:
    """A small project whose data is good, with an earlier site in `site/`."""
    folder = project(frameworks.files(frameworks.records(str, SECTIONS)))
    site_of(folder, EARLIER)
    return folder


@pytest.fixture
def bad(good: Path) -> Path:
    """The same project with a section that has no questions and names an unknown resource."""
    (good / "framework_data/sections/2-fruit.yml").write_text(
        "id: fruit\ntitle: Fruit\nlabel: Fruit\nsummary: Fruit.\nresources: [wlk]\n"
    )
    return good


@pytest.mark.parametrize("command", [PLAIN, BUILD], ids=["mkdocs", "partnering"])
def test_bad_data_leaves_the_last_site_as_it_was(bad: Path, command: list[str]) -> None:
    """The build fails before it touches `site/`, and says where every problem is."""
    last = content(bad / "site")
    code, said = built(bad, command)
    assert 1 == code
    assert last == content(bad / "site")
    assert "framework_data/sections/2-fruit.yml:1:1: section 'fruit' has no 'questions'" in said
    assert "framework_data/sections/2-fruit.yml:5:13: there is no resource 'wlk'" in said
    assert "Traceback" not in said


def test_a_page_that_names_an_unknown_id_leaves_the_last_site_as_it_was(good: Path) -> None:
    """`partnering build` puts a site in place only when all of it is good."""
    last = content(good / "site")
    (good / "docs" / "index.md").write_text(UNKNOWN)
    code, said = built(good)
    assert 1 == code
    assert last == content(good / "site")
    assert "docs/index.md:7:14: there is no section, question, resource" in said
    assert "Traceback" not in said


def test_a_page_with_a_broken_link_leaves_the_last_site_as_it_was(good: Path) -> None:
    """A warning of the site builder stops the build too."""
    last = content(good / "site")
    (good / "docs" / "index.md").write_text("# A page\n\n[Gone](framework/gone.md)\n")
    code, said = built(good)
    assert 1 == code
    assert last == content(good / "site")
    assert "Traceback" not in said


def test_good_data_replaces_the_last_site_whole(good: Path) -> None:
    """Nothing of the earlier site is left, and nothing lies beside the new one."""
    site_of(good, EARLIER | {"stale.html": "stale"})
    beside = {entry.name for entry in good.iterdir()}
    code, said = built(good)
    assert 0 == code, said
    assert (good / "site" / "framework" / "roots" / "index.html").is_file()
    assert not (good / "site" / "stale.html").exists()
    assert beside == {entry.name for entry in good.iterdir()}


def test_a_changed_asset_is_named_by_its_new_content(good: Path) -> None:
    """What is kept of templates from build to build names no file of an earlier build."""
    for script in ("// One.", "// Two."):
        write(good, {"docs/assets/site.mjs": script})
        code, said = built(good)
        assert 0 == code, said
        page = (good / "site/framework/roots/index.html").read_text()
        (name,) = re.findall(r'src="([^"]*/site\.[^"]*mjs)"', page)
        assert script == (good / "site/framework/roots" / name).resolve().read_text()


def test_pages_that_wait_compressed_are_the_same(good: Path) -> None:
    """As those of a large framework do; not one, but all of them."""
    code, said = built(good, PLAIN)
    assert code == 0, said
    usual = content(good / "site")
    none_may_wait = "from generator import site_files; site_files._MOST = -1"
    build = "from mkdocs.__main__ import cli; cli(['build', '--quiet'])"
    subprocess.run(
        [sys.executable, "-c", f"{none_may_wait}; {build}"],
        cwd=good,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    assert content(good / "site") == usual
