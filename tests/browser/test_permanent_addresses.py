"""With a script, too, old addresses land well, and a print-out can be checked."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.checks.run import read_framework
from generator.permalinks.history import Release
from generator.permalinks.places import Permalinks, printed
from generator.sheets.kinds import places, sheets
from generator.web import pages
from tests.conftest import SITE_URL, write
from tests.site import versions
from tests.site.test_permanent_addresses import LANDS, STAYS

NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"
OLD_ANCHORS = {
    "framework/roots/#stem": "framework/roots/#stem",
    "framework/fruit/#apple": "framework/roots/#apple",
    "framework/fruit/": "framework/harvest/",
    "resources/walk/": "resources/stroll/",
    "worksheets/walk/large/": "resources/stroll/",
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def at_root(both: tuple[Path, Path]) -> Iterator[str]:
    """The address of version 2, served at the root of a host."""
    handler = functools.partial(_Quiet, directory=str(both[1]))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def below(both: tuple[Path, Path], serve: Callable[[Path], str]) -> str:
    """The address of version 2, served below a sub-path."""
    return serve(both[1])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("where", ["at_root", "below"])
def test_a_permanent_address_takes_the_reader_there(
    visit: Callable[..., Page], request: pytest.FixtureRequest, where: str, script: bool
) -> None:
    """At once, at the root of a host and below a sub-path."""
    site = request.getfixturevalue(where)
    page = visit(site, java_script_enabled=script)
    for name, path in LANDS.items():
        page.goto(f"{site}go/{name}/", wait_until="commit")
        page.wait_for_url(site + path, wait_until="commit")
    for name in STAYS:
        page.goto(f"{site}go/{name}/")
        expect(page.get_by_role("heading", level=1)).to_have_text(f"How is the {name}?")
        assert page.url == f"{site}go/{name}/"


@pytest.mark.parametrize(("old", "new"), OLD_ANCHORS.items(), ids=OLD_ANCHORS)
def test_an_old_anchor_or_page_leads_on(
    visit: Callable[..., Page], below: str, old: str, new: str
) -> None:
    """Links into pages that are gone reach what took their place."""
    page = visit(below)
    page.goto(below + old, wait_until="commit")
    page.wait_for_url(below + new)


@pytest.mark.parametrize(
    ("name", "version", "said"),
    [
        ("pear", "2022-1", "Unchanged since you printed this."),
        ("twig", "2022-1", "This has changed since you printed it: see below."),
        ("twig", "2022-2", "Unchanged since you printed this."),
        ("roots", "2022-1", "This has changed since you printed it: see below."),
        ("stem", "2022-1", "Unchanged since you printed this."),
        ("fruit", "2022-1", "This has changed since you printed it: see below."),
        ("twig", "1999-7", "This site does not recognise the version of your print-out"),
        ("pear", "<b>", "This site does not recognise the version of your print-out"),
    ],
)
@pytest.mark.parametrize("script", [None, NO_STORAGE], ids=["storage", "no-storage"])
def test_a_print_out_learns_whether_it_is_current(
    visit: Callable[..., Page],
    below: str,
    name: str,
    version: str,
    said: str,
    script: str | None,
) -> None:
    """The page waits, says so in a status, and shows what changed and nothing else."""
    page = visit(f"{below}go/{name}/?v={version}", script)
    expect(page.get_by_role("status")).to_contain_text(said)
    assert page.url == f"{below}go/{name}/?v={version}".replace("<b>", "%3Cb%3E")
    newer = page.locator("[data-release='2022-2']:visible")
    assert (newer.count() > 0) == (name not in ("pear", "stem") and version != "2022-2")


def reworded(folder: Path, *releases: Release) -> Path:
    """A site with the permanent address of a question that each of some releases reworded."""
    data = folder / "framework_data"
    for number, release in enumerate(releases):
        held = versions.first()
        held["framework.yml"] |= release._asdict()
        held["sections/1-roots.yml"]["questions"][1]["text"] = f"How is leaf {number}?"
        data.mkdir(exist_ok=True)
        versions.publish(data, held)
    framework, _ = read_framework(data)
    every = tuple(sheets(framework))
    links = Permalinks(framework, SITE_URL, places(every))
    for page in pages.render(framework, links, {}):
        if page.path.startswith("go/"):
            write(folder / "site", {page.path: page.content})
    return folder / "site"


@pytest.mark.parametrize(
    "releases",
    [
        (Release("2022-1", "0"), Release("2022", "1-0")),
        (Release("вторая", "1"), Release("третья", "1")),
        (Release("édition", "1"), Release("èdition", "1")),
        (Release("2022/1", "0"), Release("2022 1", "0")),
        (Release("2022", "1.0"), Release("2022", ".1.0"), Release("τρίτη", "α")),
    ],
    ids=["hyphens", "other letters", "accents", "signs", "dots, and another script"],
)
def test_a_print_out_is_told_from_that_of_any_other_release(
    visit: Callable[..., Page],
    serve: Callable[[Path], str],
    tmp_path: Path,
    releases: tuple[Release, ...],
) -> None:
    """Only that of the last release is unchanged; the code that two shared once tells nothing."""
    site = serve(reworded(tmp_path, *releases))
    said = visit(f"{site}go/leaf/#stay").get_by_role("status")
    for release in releases:
        said.page.goto(printed(f"{site}go/leaf/", release))
        last = release == releases[-1]
        expect(said).to_contain_text("Unchanged" if last else "This has changed")
        changes = said.page.locator("#changes li:visible")
        expect(changes).to_have_count(len(releases) - 1 - releases.index(release))
    earlier = [release.earlier_code for release in releases]
    for code in set(earlier) - {release.code for release in releases}:
        said.page.goto(f"{site}go/leaf/?v={code}")
        known = earlier.count(code) == 1
        expect(said).to_contain_text("Unchanged" if known else "does not recognise the version")


def test_only_another_name_is_no_change_of_words(visit: Callable[..., Page], below: str) -> None:
    """Who printed a question that has only another id now is told that it reads the same."""
    page = visit(f"{below}go/stem/?v=2022-1")
    expect(page.get_by_text("Its address has changed in version 2")).to_be_visible()
    expect(page.get_by_text("its words have not")).to_be_visible()
    expect(page.get_by_text("This has changed")).to_be_hidden()


def test_who_prefers_to_stay_can(visit: Callable[..., Page], below: str) -> None:
    """With #stay once; with the box, which the device remembers, always."""
    page = visit(f"{below}go/pear/#stay")
    box = page.get_by_role("checkbox", name="Stop at pages like this one, on this device")
    box.press("Space")
    page.goto(f"{below}go/apple/")
    expect(box).to_be_checked()
    assert page.url == f"{below}go/apple/"
    box.uncheck()
    page.goto(f"{below}go/apple/", wait_until="commit")
    page.wait_for_url(f"{below}framework/roots/#apple")


def test_where_storage_is_blocked_the_address_still_leads_on(
    visit: Callable[..., Page], below: str
) -> None:
    page = visit(below, NO_STORAGE)
    page.goto(f"{below}go/apple/", wait_until="commit")
    page.wait_for_url(f"{below}framework/roots/#apple")
