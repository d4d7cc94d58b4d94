"""The MkDocs adapter: each hook hands over to a function that knows nothing of MkDocs."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from os.path import relpath
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from generator import (
    assets,
    checks,
    dataset,
    docs,
    hosting,
    pages,
    policy,
    project,
    prose,
    published,
    settings,
    site_nav,
)
from generator.compiled import Compiled
from generator.errors import FrameworkError, Location, Problem, near_match, said_by_system
from generator.loader import load, shown_path
from generator.model.framework import Framework
from generator.permalinks import Permalinks
from generator.preview import Preview
from generator.progress import progress
from generator.templating import environment
from generator.worksheets import html
from generator.worksheets.blocks import Sheet
from generator.worksheets.cache import Cache
from generator.worksheets.sheet import places, sheets
from generator.worksheets.shelf import Made, Shelf, downloads

log = get_plugin_logger(__name__)

_ID = re.compile(r'\sid="([^"]+)"')

FIRST = 100
"""The priority of a hook that comes before those of other plugins, however they are listed."""

EXTENSIONS = ("attr_list", "md_in_html", "tables")
"""What Markdown must know for the blocks that macros make."""


class PartneringConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types here
    """What mkdocs.yml may say under `partnering:`."""

    data_dir = config_options.Dir(exists=False, default="framework_data")
    """The folder of the data."""
    address = config_options.Optional(config_options.URL(is_dir=True))
    """The web address that sheets and QR codes carry; `site_url` where it is left out."""
    cache_dir = config_options.Dir(exists=False, default=".cache/sheets")
    """The folder that keeps sheets from build to build."""
    sheets = config_options.Type(bool, default=True)
    """Whether to make sheets as PDF and Word files too; a page to print there is always."""
    plain_words = config_options.Type(bool, default=False)
    """Whether to refuse words of our own that are hard to read or break the rules of wording."""


class PartneringPlugin(BasePlugin[PartneringConfig]):  # type: ignore[no-untyped-call]  # the same
    """Adds the pages of a framework to a MkDocs site."""

    framework: Framework
    written: Mapping[str, Location]
    links: Permalinks
    every: tuple[Sheet, ...]
    store: Cache
    shelf: Shelf
    made: list[Made]
    others: list[tuple[str, bytes]]
    """What machines read: the framework as data, and QR codes; each with its path."""
    own: tuple[prose.Passage, ...]
    """This toolkit's own words."""
    assets: dict[str, assets.Asset]
    """Styles, scripts, fonts and pictures as they are published, by their path in `docs/`."""
    _whole: str
    """The HTML of the generated page that is being read."""
    mistakes: list[Problem]
    """What is wrong in hand-written pages, as far as it is found while they are rendered."""
    docs: docs.Docs
    """The hand-written pages."""
    settings: settings.Settings

    preview: Preview | None = None
    """Where `mkdocs serve` runs; its live reload needs an inline script: so, no policy there."""

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Take note of what MkDocs was asked to do, and keep the clock out of the site."""
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
        self.preview = Preview() if command == "serve" else None

    @event_priority(FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read settings, data and pages, before anything of the last site is touched."""
        folder = Path(self.config.data_dir)
        config.watch += [str(folder), str(Path(__file__).parent)]
        self.mistakes = []
        self.settings = settings.Settings(Path(config.config_file_path or project.FILES[0]))
        self.docs = project.written_pages(config, preview=bool(self.preview))
        _PLACES.pages = self.docs
        loaded = load(folder)
        problems = [*self._problems_of_settings(config)]
        try:
            self.framework, self.written = checks.checked(loaded, self.docs)
        except FrameworkError as error:
            raise _refused("the framework's data", [*error.problems, *problems]) from None
        if problems:
            raise _refused("the settings", problems)
        self.own = prose.own(loaded, self.docs)
        config.nav = pages.with_generated(config.nav, pages.navigation(self.framework))
        self._set_up(config)
        try:
            self._draw_sheets(self.config.address or config.site_url or "")
        except FrameworkError as error:
            raise _refused("the framework's data", error.problems) from None
        for problem in published.problems(self.framework, self.written, self.links, self.every):
            log.warning(str(problem))
        if self.config.plain_words:
            for problem in checks.plain_words(self.framework, self.own):
                log.warning(str(problem))
        return config

    def _problems_of_settings(self, config: MkDocsConfig) -> Iterator[Problem]:
        """What is wrong in mkdocs.yml; reads the assets on the way."""
        yield from settings.problems(self.settings, _values(config))
        for entry in pages.unknown_folders(config.nav):
            yield self.settings.problem(
                ("nav", entry),
                f"there are no generated pages '{entry}'",
                near_match(entry, [f"{folder}/*" for folder in pages.FOLDERS]),
            )
        files = project.written_files(config, preview=bool(self.preview))
        docs_dir = shown_path(Path(config.docs_dir))
        try:
            self.assets = assets.published(assets.read(files))
        except assets.AssetError as error:
            place = Location(f"{docs_dir}/{error.path}")
            yield Problem(place, str(error).partition(": ")[2], "put it there, or change the file")
            return
        yield from self._blocked_styles(files)
        templates = [Path(__file__).parent / "templates", Path(config.theme.custom_dir or ".")]
        texts = [file.read_text("utf-8") for of in templates for file in of.rglob("*.html")]
        for name in sorted(assets.named_in(texts) - files.keys()):
            wrong = f"there is no {name} in {docs_dir}, and the templates use it"
            yield self.settings.problem(("docs_dir",), wrong, "copy this toolkit's docs/assets")
        if not any(path in files for path in ("index.md", "README.md")):
            wrong = f"there is no index.md in {docs_dir}"
            yield self.settings.problem(("docs_dir",), wrong, "write one: it is the home page")

    def _blocked_styles(self, files: Mapping[str, Path]) -> Iterator[Problem]:
        for path, asset in self.assets.items():
            if path.endswith(".css"):
                doc = docs.Doc(path, shown_path(files[path]), asset.content.decode())
                for text, wrong, right in policy.refused_in_style(doc.text):
                    yield Problem(docs.place(doc, text), wrong, right)

    def _set_up(self, config: MkDocsConfig) -> None:
        """Let other plugins and Markdown work as pages need it, whatever else they are told."""
        config.extra_css = [self._asset(path) for path in config.extra_css]
        config.extra_javascript = [self._script(script) for script in config.extra_javascript]
        if not self.settings.says("theme", "favicon"):
            config.theme["favicon"] = "assets/icon.svg"
        for name in EXTENSIONS:
            if name not in config.markdown_extensions:
                config.markdown_extensions.append(name)
        # HTML has no `align` any more, yet the policy refuses the styles that stand in its place.
        config.mdx_configs.setdefault("tables", {})["use_align_attribute"] = True
        if macros := config.plugins.get("macros"):
            ours = [name for name in macros.config["modules"] if name != MACROS]
            macros.config.update({"modules": [*ours, MACROS], "on_undefined": "strict"})
            macros.config.update({"on_error_fail": False})  # what is wrong is told in `on_env`

    def _script(self, script: Any) -> Any:
        if isinstance(script, str):
            return self._asset(script)
        script.path = self._asset(script.path)
        return script

    def _draw_sheets(self, address: str) -> None:
        self.every = tuple(sheets(self.framework))
        named = {path: asset.path for path, asset in self.assets.items()}
        self.links = Permalinks(self.framework, address, places(self.every), named)
        self.store = store = Cache(Path(self.config.cache_dir))
        store.sweep()
        self.compiled = Compiled(store)
        environment().bytecode_cache = self.compiled
        self.shelf = Shelf(self.framework, self.links, self.every, self.written, store)
        jobs = list(self.shelf.jobs()) if self.config.sheets else []
        with progress(len(jobs), "Drawing sheets") as tell:
            if self.preview:
                self.made = [*self.preview.made(self.shelf, jobs, tell)]
            else:
                self.made = self.shelf.make(jobs, tell)
        self.others = [*dataset.files(self.framework, self.links), *self.shelf.codes()]
        if store.refused:  # no warning, which would end a strict build: the site is as it should be
            log.info(
                f"What was drawn is not kept for the next build: {said_by_system(store.refused)}"
            )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, sheets, data and QR codes; rename assets."""
        self._publish_assets(files, config)
        generated = [*pages.render(self.framework, self.links, downloads(self.made))]
        for item in self.every:
            words = self.shelf.words[item.id]
            generated += html.render(self.framework, self.links, item, words)
        for page in generated:
            files.append(self._file(page, config))
        for made in self.made:
            for path in self.links.files(made.path, made.job.name):
                files.append(File.generated(config, path, content=made.content))
        for path, content in self.others:
            files.append(File.generated(config, path, content=content))
        return files

    def _publish_assets(self, files: Files, config: MkDocsConfig) -> None:
        """Give each asset the name and content that it is published with.

        Left out are what of the theme is not needed, and styles that stand in those importing them.
        """
        theirs = {folder for folder in config.theme.dirs if folder != config.theme.custom_dir}
        for file in list(files):
            if file.src_uri in self.assets:
                asset = self.assets[file.src_uri]
                file.content_bytes, file.dest_uri = asset.content, asset.path
            elif file.src_dir == config.docs_dir and file.src_uri.startswith(assets.FOLDER):
                files.remove(file)
            elif file.src_dir in theirs:
                if assets.needed_of_theme(file.src_uri, _languages(config)):
                    plain = assets.without_digest(file.src_uri)
                    self.assets[plain] = assets.Asset(file.src_uri, b"")
                    file.content_bytes = assets.without_map(file.content_bytes)
                else:
                    files.remove(file)

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> Navigation:
        """Leave out what no page stands behind: excluded pages, sections without any."""
        return site_nav.pruned(nav, bool(self.preview))

    def _policy(self, script: str) -> str:
        return "" if self.preview else policy.with_script(script)

    def _asset(self, path: str) -> str:
        return self.assets[path].path if path in self.assets else path

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files, **_: Any) -> Any:
        """Refuse mistakes in hand-written pages; give the theme what its policy needs."""
        published_as = [*self.assets, *(file.src_uri for file in files)]
        published_as += [file.dest_uri for file in files]
        for key in ("extra_css", "extra_javascript"):
            named = map(str, config[key])
            self.mistakes += settings.files(self.settings, key, named, published_as)
        icon = [config.theme["favicon"]]
        self.mistakes += settings.files(self.settings, "theme", icon, published_as)
        if self.mistakes:
            raise _refused("hand-written pages", self.mistakes)
        env.bytecode_cache = self.compiled
        env.filters["asset"] = pass_context(lambda _, path: self._asset(path))
        env.filters["policy"] = pass_context(lambda _, script: self._policy(script))
        env.filters["leaves"] = site_nav.leaves
        env.tests["generated"] = _is_generated
        env.globals["has_search"] = bool(_languages(config))
        return env

    @event_priority(FIRST)
    def on_page_markdown(self, markdown: str, *, page: Any, config: MkDocsConfig, **_: Any) -> str:
        """Spare what Markdown would read through and leave as it is: a page that is HTML."""
        if not _is_generated(page):
            self._look_for_macros(markdown, page, config)
            return markdown
        self._whole = markdown
        return ""

    def _look_for_macros(self, markdown: str, page: Any, config: MkDocsConfig) -> None:
        """Tell of a page that would be published with its braces."""
        asks = page.meta.get("render_macros")
        doc = next((doc for doc in self.docs.pages if doc.path == page.file.src_uri), None)
        if doc is None or "{{" not in markdown or asks is False:
            return
        start = max(len(doc.text) - len(markdown), 0)
        if "macros" not in config.plugins:
            wrong = "the page holds '{{', and 'macros' is not among the plugins of mkdocs.yml"
            right = "add it there, or 'render_macros: false' to the page's front matter"
        elif asks is None:
            wrong = "the page holds '{{' but does not ask for macros"
            right = "add 'render_macros: true' to its front matter (false, where braces are meant)"
        else:
            return
        self.mistakes.append(Problem(docs.place(doc, "{{", start), wrong, right))

    def on_page_content(self, content: str, *, page: Any, **_: Any) -> str:
        """Mark hard words; escape the title, which the theme's search would take for HTML."""
        if _is_generated(page):
            content = self._whole
            page.present_anchor_ids = set(_ID.findall(content))
        else:
            self._look_for_blocked(content, page)
        if title := page.meta.get("title"):
            page.meta["title"] = Markup(escape(str(title), quote=False))
        return pages.explained(content, self.framework, self.links, page.url)

    def _look_for_blocked(self, content: str, page: Any) -> None:
        """Tell of what a hand-written page asks for and the policy refuses."""
        for doc in self.docs.pages:
            if doc.path == page.file.src_uri:
                for text, wrong, right in policy.refused(content):
                    self.mistakes.append(Problem(docs.place(doc, text), wrong, right))

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
            hosting.write(site, config.site_url or "")
        if self.made:
            self.store.prune()

    def _file(self, page: pages.Page, config: MkDocsConfig) -> File:
        """A generated file; the pencil of a page that shows one record opens its data."""
        content = policy.without(page.content) if self.preview else page.content
        file = File.generated(config, page.path, content=content)
        file.edit_uri = None
        if page.record:
            file.edit_uri = relpath(self.written[page.record].path, config.docs_dir)
        return file


MACROS = "generator.macros"
"""The module of our macros, as the plugin of that name wants to know it."""


class _Places(logging.Filter):
    """Gives what MkDocs says of a link the place of that link."""

    pages = docs.Docs()

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = project.placed(record.getMessage(), self.pages), ()
        return True


_PLACES = _Places()
logging.getLogger("mkdocs.structure.pages").addFilter(_PLACES)
# The macros' own plugin tells each mistake as it meets it; ours tells all of them, at the end.
logging.getLogger("mkdocs.plugins.mkdocs_macros.util").addFilter(
    lambda record: record.levelno < logging.WARNING
)


def _is_generated(page: Any) -> bool:
    return bool(page.file.generated_by == project.PLUGIN)


def _languages(config: MkDocsConfig) -> tuple[str, ...]:
    """The languages in which the theme's search knows words; none where it is switched off."""
    search = config.plugins.get("material/search")
    if search is None or not search.config.enabled:
        return ()
    return tuple(search.config.lang or ("en",))


def _values(config: MkDocsConfig) -> Mapping[tuple[str, ...], Any]:
    """The settings that have one value here, as they are."""
    macros = config.plugins.get("macros")
    values = {
        ("use_directory_urls",): config.use_directory_urls,
        ("theme", "name"): config.theme.name,
        **{("theme", key): config.theme.get(key) for key in ("language", "font")},
    }
    if macros:
        keys = ("render_by_default", "on_undefined")
        values |= {("plugins", "macros", key): macros.config[key] for key in keys}
    return values


def _tell(error: FrameworkError) -> None:
    log.error(str(_refused("the framework's data", error.problems)))


def _refused(where: str, problems: Iterable[Problem]) -> project.RefusedError:
    error = FrameworkError(problems)
    count = len(error.problems)
    told = "1 problem" if count == 1 else f"{count} problems"
    return project.RefusedError(f"{told} in {where}\n{error}", error.problems)
