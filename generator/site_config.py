"""MkDocs' settings as this toolkit needs them: what is refused, and what is set by itself.

Knows of MkDocs only the settings that it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from generator.checks import settings
from generator.checks.settings import Settings
from generator.errors import Problem, near_match, shown_path
from generator.web import assets, navigation

EXTENSIONS = ("attr_list", "md_in_html", "tables")
"""What Markdown must know for the blocks that macros make."""

MACROS = "generator.macros"
"""The module of our macros, as the plugin of that name wants to know it."""

ICON = "assets/icon.svg"
"""The picture of the site where the settings name none."""

HOME = ("index.md", "README.md")
"""The names that the home page may have."""


def problems(config: Any, places: Settings, files: Collection[str]) -> Iterator[Problem]:
    """What does not work in the settings. `files` are those of the folder of pages."""
    yield from settings.problems(places, _values(config))
    if {"search", "material/search"} & {*config.plugins}:
        wrong = "'search' is MkDocs' own search, and this toolkit brings another"
        yield places.problem(("plugins", "search"), wrong, "delete it")
    for entry in navigation.unknown_folders(config.nav):
        wrong = f"there are no generated pages '{entry}'"
        right = near_match(entry, [f"{folder}/*" for folder in navigation.FOLDERS])
        yield places.problem(("nav", entry), wrong, right)
    if config.theme.name != "material":
        return
    own, docs_dir = Path(config.theme.custom_dir or ""), shown_path(Path(config.docs_dir))
    if not (own / settings.OWN_TEMPLATE).is_file():
        wrong = "'theme: custom_dir' is not the folder of this toolkit's templates"
        yield places.problem(("theme", "custom_dir"), wrong, "write 'custom_dir: overrides'")
        return
    texts = [file.read_text("utf-8") for file in own.rglob("*.html")]
    for name in sorted(assets.named_in_templates(texts) - {*files, *assets.own_files()}):
        wrong = f"there is no {name} in {docs_dir}, and the templates use it"
        yield places.problem(("theme", "custom_dir"), wrong, "put it there")
    if not any(name in files for name in HOME):
        wrong = f"there is no index.md in {docs_dir}"
        yield places.problem(("docs_dir",), wrong, "write one: it is the home page")


def unpublished(config: Any, places: Settings, published: Collection[str]) -> Iterator[Problem]:
    """Styles, scripts and the icon that the settings name and no reader would get."""
    for key in ("extra_css", "extra_javascript"):
        yield from settings.unpublished_files(places, key, map(str, config[key]), published)
    yield from settings.unpublished_files(places, "theme", [config.theme["favicon"]], published)


def set_up(config: Any, places: Settings, published_as: Callable[[str], str]) -> None:
    """Let Markdown and other plugins work as pages need it; name assets as they are published."""
    _leave_out_theme_files(config.theme)
    config.extra_css = [published_as(path) for path in config.extra_css]
    for number, script in enumerate(config.extra_javascript):
        if isinstance(script, str):
            config.extra_javascript[number] = published_as(script)
        else:
            script.path = published_as(script.path)
    if not places.contains("theme", "favicon"):
        config.theme["favicon"] = ICON
    for name in EXTENSIONS:
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
    # HTML has no `align` any more, yet the policy refuses the styles that stand in its place.
    config.mdx_configs.setdefault("tables", {})["use_align_attribute"] = True
    if macros := config.plugins.get("macros"):
        others = [name for name in macros.config["modules"] if name != MACROS]
        macros.config["modules"] = [*others, MACROS]
        macros.config["on_undefined"] = "strict"
        macros.config["on_error_fail"] = False  # all mistakes are told at once, by our plugin


def _leave_out_theme_files(theme: Any) -> None:
    """Have MkDocs publish files of our own templates' folder alone.

    Those of the theme are not published, and to find them all would take as long as twenty pages.
    """
    get_env, own = theme.get_env, FileSystemLoader(theme.custom_dir or [])

    def list_own(
        extensions: Collection[str] | None = None,
        filter_func: Callable[[str], bool] | None = None,
    ) -> list[str]:
        return [*filter(filter_func, own.list_templates())]

    def get_env_with_own_files() -> Environment:
        env: Environment = get_env()
        env.list_templates = list_own  # type: ignore[method-assign]
        return env

    theme.get_env = get_env_with_own_files


def _values(config: Any) -> Mapping[tuple[str, ...], Any]:
    """The settings that have one value here, as they are."""
    values: dict[tuple[str, ...], Any] = {
        ("use_directory_urls",): config.use_directory_urls,
        ("theme", "name"): config.theme.name,
    }
    if config.theme.name == "material":  # another theme is told alone
        values |= {("theme", key): config.theme.get(key) for key in ("language", "font")}
    if macros := config.plugins.get("macros"):
        values["plugins", "macros", "render_by_default"] = macros.config["render_by_default"]
    return values
