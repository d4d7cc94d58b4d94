"""The Jinja environment for all HTML templates, and escaping for Markdown.

Undefined names raise an error, and every value is escaped, so that text from the data is shown
exactly as written. Must not know of MkDocs.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
)
from markupsafe import Markup

from generator import browser
from generator.drawing.marks import mark
from generator.model import credit
from generator.model.about import About
from generator.model.phrases import SITE_LANGUAGE, hours_and_minutes, minutes, paragraphs, people
from generator.model.sheet_kinds import BY_NAME, BY_PLACE, FORMS
from generator.system.cache import code_digest
from generator.web import policy

SCRIPTS = FileSystemLoader(browser.ROOM / "inline")
"""Loads the inline scripts of pages, which templates include."""


def begin(compiled: BytecodeCache) -> None:
    """Begin a build: templates are read again if one has changed, and `compiled` keeps them."""
    env = environment()
    env.bytecode_cache = compiled
    _forget_other_code(code_digest())


@lru_cache(maxsize=1)
def _forget_other_code(_code: str) -> None:
    """Have templates read again where the digest of all code is not that of the last call."""
    if (read := environment().cache) is not None:
        read.clear()


@cache
def environment() -> Environment:
    """Return the environment for the templates in `web/templates/`, with filters and globals."""
    env = Environment(
        auto_reload=False,  # which would ask for the time of a file each time it is used
        loader=ChoiceLoader([PackageLoader("generator.web"), SCRIPTS]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    env.filters |= {
        "paragraphs": paragraphs,
        "minutes": minutes,
        "hours_and_minutes": hours_and_minutes,
        "people": people,
        "language_attributes": language_attributes,
        "mark": mark,
        "policy_of": policy.for_plain_page,
        "policy_with_modules": policy.for_theme_page,
        "in_full": credit.in_full,
    }
    env.globals |= {"FORMS": FORMS, "KINDS": BY_NAME, "KIND_OF_PLACE": BY_PLACE}
    return env


def language_attributes(about: About) -> Markup:
    """Return the `lang` and `dir` attributes of an element with the framework's own words.

    They are empty if these words are in the language of the site.
    """
    if about.language == SITE_LANGUAGE and about.direction == "ltr":
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(about.language, about.direction)


def markdown_text(text: str) -> str:
    """Return `text` escaped for use within a line of Markdown.

    Punctuation becomes character references, and line breaks become spaces.
    """
    return re.sub(
        r"[^\w\s]|_", lambda found: f"&#{ord(found[0])};", " ".join(text.split()), flags=re.ASCII
    )
