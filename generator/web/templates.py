"""The Jinja environment for the HTML that we render, and the escape for Markdown.

An undefined name is an error, and every value is escaped, so that the words
of the data are shown as they are written, whatever they hold. Knows nothing
of MkDocs.
"""

from __future__ import annotations

import re
from functools import cache

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator import browser
from generator.drawing.marks import mark
from generator.model import credit
from generator.model.about import About
from generator.model.phrases import SITE_LANGUAGE, hours_and_minutes, minutes, paragraphs, people
from generator.model.sheet_kinds import BY_NAME, BY_PLACE, FORMS
from generator.web import policy

SCRIPTS = FileSystemLoader(browser.ROOM / "inline")
"""The scripts that stand within pages, for a template to include."""


@cache
def environment() -> Environment:
    """The environment for every template in `web/templates/`."""
    env = Environment(
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
        "written_in": written_in,
        "mark": mark,
        "policy_of": policy.plain_with,
        "in_full": credit.in_full,
    }
    env.globals |= {"FORMS": FORMS, "KINDS": BY_NAME, "KIND_OF_PLACE": BY_PLACE}
    return env


def written_in(about: About) -> Markup:
    """The attributes of an element that holds the framework's own words.

    Empty where they are in the site's language.
    """
    if about.language == SITE_LANGUAGE and about.direction == "ltr":
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(about.language, about.direction)


def markdown_text(text: str) -> str:
    """`text` for the inside of a Markdown line: every character that could mean something else
    becomes a character reference, and line breaks become spaces."""
    return re.sub(
        r"[^\w\s]|_", lambda found: f"&#{ord(found[0])};", " ".join(text.split()), flags=re.ASCII
    )
