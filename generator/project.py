"""The project in the working folder as MkDocs sees it: its settings, its pages, its check.

With `plugin`, `site_files` and `page_markdown`, what knows MkDocs. A check is a build that nobody
gets to see: so what the one refuses, the other refuses, in the same words.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.structure.files import InclusionLevel, get_files
from mkdocs.utils import is_markdown_file

from generator.checks import docs
from generator.checks.settings import Settings
from generator.errors import FrameworkError, Location, Problem, shown_path
from generator.in_memory import Content, InMemory, Memory
from generator.model.addresses import EXAMPLE
from generator.model.framework import Framework
from generator.system import up_to_date
from generator.told import Told
from generator.web.hosting import base_path
from generator.web.preview import Preview

FILES = ("mkdocs.yml", "mkdocs.yaml")
"""The names that a file of settings may have."""

PLUGIN = "partnering"

DATA = "framework_data"
"""The folder of the data where the settings name none."""

_NAV = 'included in the "nav" configuration'
_ENTRY = re.compile(r"An? (?:reference|absolute path) to '([^']+)' is included in the 'nav'")
_LINK = re.compile(r"Doc file '([^']+)' contains an? [a-z ]*link '([^']+)'")


class RefusedError(PluginError):
    """A build that was stopped by problems that have a place; `said` says how many, and where."""

    def __init__(self, said: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(said)


class Project:
    """What the file of settings in the working folder says of where things are.

    Where there is none, MkDocs' own settings hold. `data` takes the place of the `data_dir` that
    the file names. Raises `FrameworkError` where the file cannot be used.
    """

    def __init__(self, data: Path | None = None) -> None:
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        self.file = next((Path(name) for name in FILES if Path(name).is_file()), None)
        self._config = _loaded(self.file) if self.file else _defaults()
        if self.file:
            own = self._config.plugins[PLUGIN].config
            if data:
                own.data_dir = str(data)
            self.data, self.site = data or Path(own.data_dir), Path(self._config.site_dir)
            self.cache = Path(own.cache_dir)
        else:
            self.data, self.site = data or Path(DATA), Path(self._config.site_dir)
            self.cache = Path(".cache/sheets")

    @cached_property
    def docs(self) -> docs.Docs:
        """The hand-written pages of the site."""
        return written_pages(self._config, preview=False)

    @property
    def fonts(self) -> Path | None:
        """The folder of typefaces beside ours."""
        folder = self._config.plugins[PLUGIN].config.fonts_dir if self.file else None
        return Path(folder) if folder else None

    @property
    def framework(self) -> Framework:
        """The framework of a project that was checked."""
        plugin: Any = self._config.plugins[PLUGIN]
        return cast(Framework, plugin.site.framework)

    @property
    def sources(self) -> list[Path]:
        """The files and folders that the site is made from, MkDocs and its theme apart."""
        return sources(self._config)

    @property
    def dev_addr(self) -> tuple[str, int]:
        """The host and the port at which a preview is shown."""
        host, port = self._config.dev_addr
        return host, port

    def made_from(self) -> str:
        """A digest of all that the site is made from: it changes where a build may give another."""
        variables = Settings(self.file).environment_variables() if self.file else ()
        return up_to_date.sources_digest(sources(self._config), variables)

    def problems_of(self, site: Path) -> tuple[Problem, ...]:
        """Why the site cannot be built into the folder `site`."""
        return (*in_the_way(self._config, site),)

    def check(self) -> tuple[str, ...]:
        """Build the site where nobody sees it. Returns what a build would refuse, line by line."""
        told = map(str, self.problems_of(self.site))
        with TemporaryDirectory(prefix="partnering-") as folder:
            self._config.plugins.on_startup(command="build", dirty=False)
            try:
                return (*told, *self._refused(folder, Told()))
            finally:
                self._config.plugins.on_shutdown()

    def built_in_memory(self, preview: Preview, show: Callable[[InMemory], None]) -> InMemory:
        """The site as a preview shows it, with drafts, and what a strict build refuses.

        `show` is called with it once before, as soon as each of its files is there or can be made.
        """
        config, told = self._config, Told()

        def built(files: dict[str, Content]) -> InMemory:
            return InMemory(base_path(config.site_url or ""), files, tuple(told.messages))

        memory = Memory(lambda files: show(built(files)))
        config.plugins.on_startup(command="serve", dirty=False)
        plugin: Any = config.plugins[PLUGIN]
        plugin.preview = preview
        config.plugins["a preview in memory"] = memory  # type: ignore[assignment]  # hooks suffice
        with TemporaryDirectory(prefix="partnering-") as folder:
            try:
                problems = self._refused(folder, told, serve_url="/")
            finally:
                config.plugins.on_shutdown()
        return built(memory.whole_site())._replace(problems=problems)

    def _refused(self, folder: str, told: Told, serve_url: str | None = None) -> tuple[str, ...]:
        """Build the site into a folder. Returns what a strict build refuses, line by line.

        `told` collects what MkDocs says meanwhile.
        """
        self._config.site_dir, self._config.strict = folder, True
        with told.listening():
            try:
                build(self._config, serve_url=serve_url)
            except MkDocsException as error:
                refused = error.__context__ if isinstance(error, Abort) else error
                if isinstance(refused, RefusedError):
                    told.messages.remove(str(refused))
                    return (*told.messages, *map(str, refused.problems))
                if not told.messages:
                    told.messages.append(str(error))
        return tuple(told.messages)


def sources(config: MkDocsConfig) -> list[Path]:
    """The files and folders that a site is made from, MkDocs and its theme apart."""
    files = settings_of(config).files
    named = [config.docs_dir, config.theme.custom_dir, *config.watch]
    named += [str(name) for name in config.hooks]  # MkDocs keeps them by their names
    if PLUGIN in config.plugins:
        own = config.plugins[PLUGIN].config
        named += [own.data_dir, own.fonts_dir]
    return [*files, *(Path(name) for name in named if name), Path(__file__).parent]


def in_the_way(config: MkDocsConfig, site: Path) -> Iterator[Problem]:
    """A problem where a site that is built into `site` would overwrite what it is made from."""
    real = Path(os.path.realpath(site))
    for source in sources(config):
        there = Path(os.path.realpath(source))
        if there.is_relative_to(real) or (there.is_dir() and real.is_relative_to(there)):
            yield settings_of(config).problem(
                ("site_dir",),
                f"the site cannot be built into '{shown_path(site)}', as '{shown_path(source)}' "
                "is read from there",
                "name a folder of its own, such as 'site'",
            )
            return


def written_files(config: MkDocsConfig, *, preview: bool) -> dict[str, Path]:
    """The files of the folder of pages that MkDocs publishes, each by its path there.

    What `exclude_docs` names and what is hidden is left out; a draft is shown in a preview.
    """
    shown: Any = InclusionLevel.is_in_serve if preview else InclusionLevel.is_included
    with _quiet("mkdocs.structure.files"):  # a build says it once more
        files = get_files(config)
    kept = (file for file in files if shown(file.inclusion) and file.abs_src_path)
    return {file.src_uri: Path(file.abs_src_path or "") for file in kept}


def written_pages(config: MkDocsConfig, *, preview: bool) -> docs.Docs:
    """The hand-written pages among them."""
    files = written_files(config, preview=preview)
    return docs.read({path: file for path, file in files.items() if is_markdown_file(path)})


class _Places(logging.Filter):
    """Gives what MkDocs says of a link, or of the navigation, the place where that is written."""

    def __init__(self, pages: docs.Docs, settings: Settings) -> None:
        super().__init__()
        self._pages, self._settings = pages, settings

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through."""
        message = record.getMessage()
        if place := self._place(message):
            record.msg, record.args = f"{place}: {message}", ()
        return True

    def _place(self, message: str) -> Location | None:
        if found := _LINK.match(message):
            pages = (doc for doc in self._pages.pages if doc.path == found[1])
            return next((docs.locate(doc, found[2]) for doc in pages), None)
        if found := _ENTRY.match(message):
            return self._settings.at("nav", found[1])
        return self._settings.at("nav") if _NAV in message else None


@contextmanager
def placed(pages: docs.Docs, settings: Settings) -> Iterator[None]:
    """Within the block, what MkDocs says of a link or the navigation names its file and line.

    What mkdocs-macros says of each mistake as it meets it is left out: our plugin tells them all.
    """
    places = _Places(pages, settings)
    filters: list[tuple[str, Callable[[logging.LogRecord], bool]]] = [
        ("mkdocs.structure.pages", places.filter),
        ("mkdocs.structure.nav", places.filter),
        ("mkdocs.plugins.mkdocs_macros.util", lambda record: record.levelno < logging.WARNING),
    ]
    for name, filter_ in filters:
        logging.getLogger(name).addFilter(filter_)
    try:
        yield
    finally:
        for name, filter_ in filters:
            logging.getLogger(name).removeFilter(filter_)


def leave_git_alone() -> None:
    """Have mkdocs-macros not ask Git about the checkout, which it does ten times for each build.

    The same data gives the same site, whatever the last commit: no page may depend on it.
    """
    from mkdocs_macros import context  # loaded already where that plugin is used

    context.get_git_info = lambda: {"status": False, "date": None}


def settings_of(config: MkDocsConfig) -> Settings:
    """The places in the file that the settings were read from."""
    return Settings(Path(config.config_file_path or FILES[0]))


def _loaded(file: Path) -> MkDocsConfig:
    told = Told()
    try:
        with told.listening():
            config = load_config(str(file), strict=True)
    except ValueError as error:  # MkDocs lets an address through that it cannot take apart
        place = Settings(file).at("site_url")
        wrong = f"'site_url' or 'repo_url' is no web address ({error})"
        raise FrameworkError([Problem(place, wrong, f"write it as in {EXAMPLE}")]) from None
    except MkDocsException as error:
        wrong = " ".join(" ".join(told.messages or [str(error)]).split())
        place = Location(file.as_posix())
        if found := re.findall(r"line (\d+), column (\d+)", wrong):
            place = Location(file.as_posix(), *map(int, found[-1]))
        elif found := re.findall(r"Config value '(\w+)'|configuration name: (\w+)", wrong):
            place = Settings(file).at(*filter(None, found[0]))
        problem = Problem(place, wrong, "see mkdocs.org/user-guide")
        raise FrameworkError([problem]) from None
    if PLUGIN not in config.plugins:
        place = Settings(file).at("plugins")
        raise FrameworkError(
            [Problem(place, f"'{PLUGIN}' is not among the plugins", "add it: the pages are its")]
        )
    return config


def _defaults() -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": "-", "plugins": [], "docs_dir": "docs"})
    config.validate()
    return config


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    logger: Any = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
