"""What the tests share: real data folders, real MkDocs builds, a real server."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from generator.checks import docs
from generator.checks.docs import Docs
from generator.checks.run import read_framework
from generator.model.framework import Framework
from tests.commands import ran
from tests.hosts import servers

if TYPE_CHECKING:  # most tests need none
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
SITE_URL = "https://partners.example/toolkit/"
LONG_URL = "https://partnerships.example/" + "a-folder-with-a-long-name/" * 4

KEPT = (ROOT / ".cache" / "small-sheets").as_posix()
"""Where the sheets of small projects are kept: apart, or they would drive out the toolkit's own."""

CONFIG = """\
INHERIT: {root}/mkdocs.yml
site_name: A test site
site_description: A site for tests.
watch: []
site_url: {site_url}
docs_dir: docs
site_dir: site
theme:
  custom_dir: {root}/overrides
nav:
  - Home: index.md
  - Framework: framework/*
  - Resources: resources/*
  - Session plans: plan/*
  - Worksheets: worksheets/*
  - Notebook: notebook/*
plugins:
  - partnering:
      data_dir: framework_data
      cache_dir: {kept}
      sheets: {sheets}
  - macros:
      render_by_default: false
"""


def mkdocs(project: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` in `project`, as a person would, into `site`."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    return ran(command, project, environment)


def build(project: Path, site: Path, **environment: str) -> None:
    """The same, where it has to go well."""
    done = mkdocs(project, site, **environment)
    assert done.returncode == 0, done.stdout + done.stderr


@functools.cache
def framework_of_the_toolkit() -> Framework:
    """The framework that the toolkit's own data describes, read once."""
    return read_framework(ROOT / "framework_data").framework


Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Gives a folder by its name, filled by a function once for all processes of a run of tests.

    The first that asks for it fills it; others wait.
    """
    own = tmp_path_factory.getbasetemp()
    root = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def filled(name: str, fill: Callable[[Path], None]) -> Path:
        folder, whole = root / "once" / name, root / "once" / f"{name}.whole"
        folder.parent.mkdir(exist_ok=True)
        with FileLock(root / "once" / f"{name}.lock"):
            if not whole.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of one that failed
                folder.mkdir()
                fill(folder)
                whole.touch()
        return folder

    return filled


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The toolkit itself, built once for all tests, for `SITE_URL`."""
    return once("toolkit", lambda folder: build(ROOT, folder / "site", SITE_URL=SITE_URL)) / "site"


@pytest.fixture(scope="session")
def long_site(once: Once) -> Path:
    """The toolkit without files of sheets, for the long address `LONG_URL`."""
    settings = {"SITE_URL": LONG_URL, "SHEETS": "false"}
    return once("long", lambda folder: build(ROOT, folder / "site", **settings)) / "site"


@pytest.fixture(scope="session")
def framework() -> Framework:
    """The framework that the toolkit's own data describes."""
    return framework_of_the_toolkit()


@pytest.fixture(scope="session")
def both(once: Once) -> tuple[Path, Path]:
    """The built sites of a small framework's version 1 and version 2."""
    from tests.site import versions

    folder = once("versions", versions.build_both)
    return folder / "one" / "site", folder / "two" / "site"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the toolkit's data, to change."""
    return Path(shutil.copytree(ROOT / "framework_data", tmp_path / "framework_data"))


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Lays out a small project, as `lay_out` does, in a folder of the test's own."""
    return functools.partial(lay_out, tmp_path / "project")


def lay_out(
    folder: Path,
    files: Mapping[str, str],
    docs: Mapping[str, str] | None = None,
    site_url: str = SITE_URL,
    *,
    sheets: bool = False,
) -> Path:
    """Lay out a small project with pages of its own in `folder`.

    `files` are its data ({'sections/1-one.yml': '…'}), `docs` further pages. Its sheets are made
    as files only where `sheets` is true: it takes a while.
    """
    config = CONFIG.format(
        root=ROOT.as_posix(), kept=KEPT, site_url=site_url, sheets=str(sheets).lower()
    )
    pages = {"index.md": "# Home\n\nA page.\n"} | dict(docs or {})
    write(folder / "framework_data", files)
    write(folder / "docs", pages)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write each text to its path below `folder`."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def docs_in(folder: Path) -> Docs:
    """The hand-written pages in a folder."""
    return docs.read({file.relative_to(folder).as_posix(): file for file in folder.rglob("*.md")})


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """Serves a built site below `/toolkit/`, as under a sub-path; returns its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        root = tmp_path_factory.mktemp("served")
        (root / "toolkit").symlink_to(folder, target_is_directory=True)
        handler = functools.partial(_Quiet, directory=str(root))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/toolkit/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built toolkit behind nginx, below `/toolkit/`."""
    with servers.nginx(site, tmp_path_factory.mktemp("nginx"), "/toolkit/") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. Where there is none they fail; they are never skipped."""
    from tests.browser import chrome

    try:
        with chrome.chromium() as started:
            yield started
    except chrome.MissingChromiumError as missing:
        pytest.fail(str(missing), pytrace=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A skipped test is a failure: what was not run was not shown to work."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
