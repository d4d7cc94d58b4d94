"""The MkDocs adapter: each hook hands over to a function that knows nothing of MkDocs."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, pass_context
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import url_filter

from generator import build, page_markdown, project, site_config, site_files
from generator.build import Site
from generator.checks import docs, site_address, taken_names
from generator.checks.docs import Doc
from generator.checks.settings import Settings
from generator.data.loader import has_glossary
from generator.drawing import fonts
from generator.errors import FrameworkError, Location, Problem, said_by_system, shown_path
from generator.sheets.shelf import Made, Shelf
from generator.system import garbage, results
from generator.system.cache import Cache
from generator.system.files import SiteFile
from generator.system.lazy import load_when_used
from generator.system.progress import progress
from generator.web import (
    assets,
    hosting,
    manifest,
    navigation,
    policy,
    templates,
)
from generator.web import page as page_source
from generator.web.preview import Preview
from generator.web.template_cache import TemplateCache
from generator.web.templates import SCRIPTS

load_when_used("requests")  # mkdocs-macros imports it, for files from the web: we name none

log = logging.getLogger(f"mkdocs.plugins.{project.PLUGIN}")

_ID = re.compile(r'id="([^"]+)"')
"""An id, if white space is before it; a pattern that begins with that is ten times as slow."""

FIRST, LAST = 100, -100
"""The priorities of a hook before or after those of other plugins, however they are listed."""


class PartneringConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types here
    """What mkdocs.yml may say under `partnering:`."""

    data_dir = config_options.Dir(exists=False, default="framework_data")
    """The folder of the data."""
    address = config_options.Optional(config_options.Type(object))
    """The web address that pages, sheets and QR codes carry; `site_url` where it is left out."""
    cache_dir = config_options.Dir(exists=False, default=".cache/sheets")
    """The folder that keeps sheets from build to build."""
    sheets = config_options.Type(bool, default=True)
    """Whether to make sheets as PDF and Word files too; a page to print there is always."""
    fonts_dir = config_options.Optional(config_options.Dir(exists=True))
    """A folder of typefaces, for letters in sheets that ours lack."""
    plain_words = config_options.Type(bool, default=False)
    """Whether to refuse words of our own that are hard to read or break the rules of wording."""


class PartneringPlugin(BasePlugin[PartneringConfig]):  # type: ignore[no-untyped-call]  # the same
    """Adds the pages of a framework to a MkDocs site."""

    site: Site
    """What is published, as the settings, the data and the hand-written pages say."""
    made: Sequence[Made]
    """The files of its sheets."""
    mistakes: list[Problem]
    """What is wrong in hand-written pages, as far as it is found while they are rendered."""
    menu: Sequence[Any] = ()
    """The pages of the menu, in its order."""
    waiting: site_files.Waiting
    """The HTML of generated pages that are not in the theme yet."""
    file_names = page_markdown.Names("", "")
    """Digests of the names of all files, on which links depend."""
    named: Collection[str] = ()
    """The paths on the site of the files that MkDocs knows."""
    preview: Preview | None = None
    """Where a preview runs."""

    def __init__(self) -> None:
        self._logs = ExitStack()

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Take note of what MkDocs was asked to do, and keep the clock out of the site."""
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
        self.preview = Preview() if command == "serve" else None

    def on_shutdown(self) -> None:
        """Leave MkDocs' log as it was."""
        self._logs.close()

    @event_priority(FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read settings, data and pages, before anything of the last site is touched."""
        if self.preview:
            self.preview.stop()
            return self._read(config)
        with garbage.left_alone():
            return self._read(config)

    def _read(self, config: MkDocsConfig) -> MkDocsConfig:
        folder, fonts_dir = Path(self.config.data_dir), self.config.fonts_dir
        config.watch += [str(folder), str(Path(__file__).parent), *filter(None, [fonts_dir])]
        self.mistakes, self.waiting = [], site_files.Waiting()
        places = project.settings_of(config)
        docs_ = project.written_pages(config, preview=bool(self.preview))
        self._logs.close()
        self._logs.enter_context(project.placed(docs_, places))
        fonts.use(Path(fonts_dir) if fonts_dir else None)
        store = Cache(Path(self.config.cache_dir))
        results.begin(store)
        found, problems = self._settings(config, places, glossary=has_glossary(folder))
        own, url = self.config.address, config.site_url
        address, seen = ("", "") if problems else site_address.resolved_addresses(own, url)
        try:
            self.site = build.read(
                folder,
                docs_,
                address=address,
                assets=found,
                store=store,
                typeset=self.config.sheets,
                plain_words=self.config.plain_words,
                again=bool(self.preview),
            )
        except FrameworkError as error:
            raise _refused("the framework's data", [*error.problems, *problems]) from None
        if problems:
            raise _refused("the settings", problems)
        self._set_up(config, places)
        if not self._bare:
            config.site_url = seen
        self._draw_sheets()
        self._warn()
        return config

    def _set_up(self, config: MkDocsConfig, places: Settings) -> None:
        """Add the generated pages to the menu, and what the theme and the macros need."""
        entries = navigation.generated_entries(self.site.framework)
        config.nav = navigation.with_generated(config.nav, entries)
        site_config.set_up(config, places, self.site.asset)
        if "macros" in config.plugins:
            project.leave_git_alone()

    def _warn(self) -> None:
        """Say what the ledger lacks, and which words are hard to read where that is asked for."""
        for problem in self.site.problems():
            log.warning(str(problem))
        for problem in self.site.plain_words:
            log.warning(str(problem))

    def _settings(
        self, config: MkDocsConfig, places: Settings, *, glossary: bool
    ) -> tuple[Mapping[str, SiteFile], list[Problem]]:
        """The assets, and what is wrong in mkdocs.yml, in the names of files and in assets."""
        files = project.written_files(config, preview=bool(self.preview))
        problems = [*site_config.problems(config, places, files)]
        problems += project.in_the_way(config, Path(config.site_dir))
        problems += taken_names.problems(files, glossary)
        problems += site_address.problems(places, self.config.address, config.site_url)
        problems += docs.styles_refused_by_policy(files)
        files = {**assets.own_files(), **files}  # a file of the publisher's takes the place of ours
        try:
            return assets.publish(assets.read(files)), problems
        except assets.AssetError as error:
            place = Location(shown_path(files[error.path]))
            problem = Problem(place, error.wrong, "put it there, or change the file")
            return {}, [*problems, problem]

    def _draw_sheets(self) -> None:
        shelf, store = self.site.shelf, self.site.store
        store.sweep()
        templates.begin(TemplateCache(store))
        jobs = list(shelf.jobs()) if self.config.sheets else []
        try:
            with progress(len(jobs), "Drawing sheets") as tell:
                make = self.preview.made if self.preview else Shelf.make
                self.made = [*make(shelf, jobs, tell)]
        except FrameworkError as error:
            raise _refused("the framework's data", error.problems) from None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, sheets, data and QR codes; rename assets."""
        site_files.publish_assets(files, self.site, config)
        for file in site_files.generated(self.site, self.made, config, bare=self._bare):
            files.append(file)
        return files

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> Navigation:
        """Leave out what no page stands behind; take note of the order of the pages."""
        navigation.prune(nav, bool(self.preview))
        self.file_names = page_markdown.names_of(files)
        self.menu = nav.pages
        return nav

    @property
    def _bare(self) -> bool:
        """Whether `mkdocs serve` runs, which gives pages another address and an inline script."""
        return bool(self.preview and not self.preview.as_published)

    def _policy(self, script: str) -> str:
        return "" if self._bare else policy.for_theme_page(script)

    def _doc(self, page: Any) -> Doc | None:
        pages_ = self.site.docs.pages
        return next((doc for doc in pages_ if doc.path == page.file.src_uri), None)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files, **_: Any) -> Any:
        """Refuse mistakes in hand-written pages; make the search; give the theme what it needs."""
        there = {name for file in files for name in (file.src_uri, file.dest_uri)}
        there |= self.site.assets.keys()
        wrong = [*site_config.unpublished(config, project.settings_of(config), there)]
        if wrong or self.mistakes:
            for page in (file.page for file in files if file.page):
                page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
            where = "hand-written pages" if self.mistakes else "the settings"
            raise _refused(where, [*wrong, *self.mistakes])
        shown = bool(self.preview)
        site_files.make_search(files, self.site, self.menu, config, preview=shown)
        self.named = {file.dest_uri for file in files}
        env.bytecode_cache = TemplateCache(self.site.store)
        env.loader = ChoiceLoader([env.loader, SCRIPTS])
        env.filters["asset"] = pass_context(lambda _, path: self.site.asset(path))
        env.filters["policy"] = pass_context(lambda _, script: self._policy(script))
        env.filters["leaves"] = navigation.leaves
        env.filters["first_leaf"] = navigation.first_leaf
        env.globals["about_pages"] = [it for it in self.menu if it.url.startswith("about/")]
        env.filters["address"] = pass_context(_address)
        env.tests["generated"] = site_files.is_generated
        return env

    def on_pre_page(self, page: Any, **_: Any) -> Any:
        """Have MkDocs read no file for a generated page."""
        if site_files.is_generated(page):
            page.read_source = partial(site_files.read_source, page)
        return page

    @event_priority(FIRST)
    def on_page_markdown(self, markdown: str, *, page: Any, config: MkDocsConfig, **_: Any) -> str:
        """Keep a generated page, which is HTML, from Markdown: `on_page_content` puts it in."""
        if site_files.is_generated(page):
            page_markdown.leave_empty(page)
            return ""
        page_markdown.keep(page, self.file_names)
        if doc := self._doc(page):
            asks, can = page.meta.get("render_macros"), "macros" in config.plugins
            self.mistakes += docs.unrendered_macros(doc, markdown, asks, can)
            self.mistakes += docs.front_matter_problems(doc, markdown, page.meta)
        return markdown

    def _mark_content(self, /, content: str, *, page: Any, **_: Any) -> str:
        """Mark hard words; escape the title, which the theme would take for HTML."""
        if site_files.is_generated(page):
            content = site_files.html_of(page)
            page.present_anchor_ids = set(_ids(content))
        elif doc := self._doc(page):
            self.mistakes += docs.refused_by_policy(doc, content)
            titles = {item.id: item.title for item in _items(page.toc)}
            self.mistakes += docs.reserved_ids(doc, [*_ids(content)], titles)
        if title := page.meta.get("title"):
            page.meta["title"] = Markup(escape(str(title), quote=False))
        return page_source.mark_hard_words(content, self.site.framework, self.site.links, page.url)

    @event_priority(LAST)
    def _have_wait(self, /, content: str, *, page: Any, **_: Any) -> str:
        """Keep the HTML of a generated page until it is put in the theme."""
        page.content = content
        if site_files.is_generated(page):
            self.waiting.take(page)
        return str(page.content)

    on_page_content = CombinedEvent(_mark_content, _have_wait)

    @event_priority(FIRST)
    def on_page_context(self, context: Any, *, page: Any, **_: Any) -> Any:
        """Give a page its HTML back."""
        self.waiting.give_back(page)
        return context

    @event_priority(LAST)
    def on_post_page(self, output: str, *, page: Any, **_: Any) -> str:
        """Let go of the content of a page, which the theme has put in."""
        page.content = ""
        return output

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Say what the system refused, as a full disk, in one line."""
        if isinstance(error, OSError):
            raise PluginError(said_by_system(error)) from None

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Tell hosts what to say with each file; in a preview, draw what has changed."""
        site = Path(config.site_dir)
        if self.preview:
            self.preview.draw_changed(site, _tell)
        else:
            written = manifest.built_files(site, self.named)
            manifest.write(site, written)
            hosting.write_config_files(site, config.site_url or "", written)
        results.end(self.site.store)
        if why := self.site.store.refused:  # no warning, which would end a strict build
            log.info(f"What was drawn is not kept for the next build: {said_by_system(why)}")
        if self.made:
            self.site.store.prune()


def _address(context: Any, leaf: Any) -> str:
    """How a page reaches one of the navigation; of the home page, MkDocs would say '.'."""
    home = str(context["base_url"]).rstrip("/") + "/"
    return home if leaf.url == "" else str(url_filter(context, leaf.url))


def _ids(html: str) -> Iterator[str]:
    """Each id in HTML."""
    return (found[1] for found in _ID.finditer(html) if html[found.start() - 1].isspace())


def _items(toc: Iterable[Any]) -> Iterator[Any]:
    """Each heading of a page, however deep."""
    for item in toc:
        yield item
        yield from _items(item.children)


def _tell(error: FrameworkError) -> None:
    log.error(str(_refused("the framework's data", error.problems)))


def _refused(where: str, problems: Iterable[Problem]) -> project.RefusedError:
    error = FrameworkError(problems)
    count = len(error.problems)
    told = "1 problem" if count == 1 else f"{count} problems"
    return project.RefusedError(f"{told} in {where}\n{error}", error.problems)
