"""What no build made in the output folder is kept, or the build is refused; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.system.files import mount_points_in, replacing
from generator.web import manifest
from tests.conftest import write
from tests.robust.builds import BUILD, CHECK, PLAIN, built, content, site_of
from tests.site import frameworks

OWN = {
    ".git/HEAD": "ref: refs/heads/gh-pages\n",
    ".git/objects/aa/bb": "object",
    ".well-known/security.txt": "Contact: us",
    ".nojekyll": "",
    "CNAME": "toolkit.example\n",
    "framework/mine/notes.txt": "ours",
    "a b/é#.txt": "odd",
}
"""What somebody put into the output folder."""


@pytest.fixture
def small(project: Callable[..., Path]) -> Path:
    """A small project with the site of an earlier build."""
    folder = project(frameworks.files(frameworks.records(str, ("roots",))))
    site_of(folder, {"index.html": "the earlier site", "old/index.html": "a page that is gone"})
    return folder


def test_what_no_build_made_is_kept(small: Path) -> None:
    """A checkout, what a host asks for, files beside pages, links and empty folders."""
    site = small / "site"
    write(site, OWN)
    (site / "latest").symlink_to("framework/")
    (site / "broken").symlink_to("nowhere")
    (site / "empty").mkdir()
    (site / "CNAME").chmod(0o640)
    for _ in range(2):
        code, said = built(small, [*BUILD, "--anew"])
        assert code == 0, said
        assert "Kept in site/, as no build made it: .git, .nojekyll, .well-known, CNAME, " in said
        assert {name: (site / name).read_text() for name in OWN} == OWN
        assert (site / "latest").readlink() == Path("framework")
        assert (site / "broken").readlink() == Path("nowhere")
        assert (site / "empty").is_dir()
        assert (site / "CNAME").stat().st_mode & 0o777 == 0o640
        assert (site / "framework/roots/index.html").is_file()
        assert not (site / "old").exists()
        assert {"CNAME", ".git/HEAD"} & manifest.read(site) == set()
        assert ".git" not in (site / "_headers").read_text()


@pytest.mark.parametrize("name", ["index.html", "framework/roots/index.html", "go", "assets/x"])
def test_what_no_build_made_and_stands_in_the_way_is_refused(small: Path, name: str) -> None:
    """A page, a file in place of a folder: all stays as it was, and it is said what to do."""
    (small / "site" / manifest.FILE).unlink()
    (small / "site/index.html").unlink()
    write(small / "site", {name: "somebody's own", "assets/fonts": "no folder"})
    before = content(small / "site")
    code, said = built(small)
    assert code == 1
    assert "site:1:1: the site needs the place of what no build of this version made here: " in said
    assert "move it away, or delete the whole folder if an earlier version built it" in said
    assert "Traceback" not in said
    assert content(small / "site") == before
    assert list(small.glob(".site*")) == []


def test_a_link_to_the_output_folder_stays_and_what_is_there_is_kept(small: Path) -> None:
    """Where `site` is a link, the folder that it leads to is replaced in the same way."""
    (small / "site").rename(small / "served")
    (small / "site").symlink_to("served")
    write(small / "served", {"CNAME": "toolkit.example"})
    code, said = built(small)
    assert code == 0, said
    assert (small / "site").is_symlink()
    assert (small / "served/CNAME").read_text() == "toolkit.example"
    assert (small / "served/framework/index.html").is_file()


def test_a_file_in_place_of_the_folder_is_refused(small: Path) -> None:
    """It is named, and stays."""
    (small / "other").write_text("a file")
    code, said = built(small, [*BUILD, "--site", "other"])
    assert (code, "other: a file stands in place of the folder" in said) == (1, True)
    assert (small / "other").read_text() == "a file"


@pytest.mark.parametrize("command", [BUILD, PLAIN, CHECK], ids=["partnering", "mkdocs", "check"])
@pytest.mark.parametrize("folder", [".", "framework_data", "framework_data/out", "docs/out"])
def test_a_site_is_not_built_over_what_it_is_made_from(
    small: Path, command: list[str], folder: str
) -> None:
    """The folder of the project, of the data or of the pages: nothing is touched."""
    config = small / "mkdocs.yml"
    config.write_text(config.read_text().replace("site_dir: site", f"site_dir: {folder}"))
    before = content(small)
    code, said = built(small, command)
    assert code == 1
    assert "site_dir" in said or "cannot be built into" in said
    assert "Traceback" not in said
    assert content(small) == before


@pytest.mark.parametrize("folder", [".", "docs", "framework_data/sections"])
def test_the_same_holds_for_a_folder_that_the_command_names(small: Path, folder: str) -> None:
    """By --site."""
    before = content(small)
    code, said = built(small, [*BUILD, "--site", folder])
    assert code == 1
    assert f"the site cannot be built into '{folder}'" in said
    assert content(small) == before


def test_a_mount_point_is_refused_before_anything_is_built(tmp_path: Path) -> None:
    """In a folder, or the folder itself; a name may hold a space."""
    site = tmp_path / "a site"
    (site / "inner").mkdir(parents=True)
    listed = tmp_path / "mountinfo"
    escaped = str(site).replace(" ", "\\040")
    for point, expected in (
        (escaped, [site]),
        (f"{escaped}/inner", [site / "inner"]),
        (f"{escaped}-2", []),
        ("/", []),
    ):
        listed.write_text(f"36 35 98:0 / {point} rw,noatime - ext3 /dev/root rw\n")
        assert list(mount_points_in(site, listed)) == expected


def test_a_folder_that_the_system_will_not_rename_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a mount point that is not listed: it stays, with a way out."""
    write(tmp_path / "site", {"index.html": "the earlier site"})

    def busy(*_: object) -> None:
        raise OSError(16, "Device or resource busy")

    with (
        pytest.raises(OSError, match="partnering build --site site/toolkit"),
        replacing(tmp_path / "site", exchange=lambda *_: False) as fresh,
    ):
        write(fresh, {"index.html": "the new site"})
        monkeypatch.setattr(Path, "rename", busy)
    assert (tmp_path / "site/index.html").read_text() == "the earlier site"
