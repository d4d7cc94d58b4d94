"""The Jinja environment for the HTML that we render, and the escape for Markdown.

An undefined name is an error, and every value is escaped, so that the words
of the data are shown as they are written, whatever they hold. Knows nothing
of MkDocs.
"""

from __future__ import annotations

import io
import re
from functools import cache

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator import credit, policy
from generator.model.about import About
from generator.model.values import Duration, GroupSize

SITE_LANGUAGE = "en-GB"
"""The language of the toolkit's own words: menus, buttons and guidance."""

MARKS = 6
"""How many marks (a shape and a colour) there are; the section after the last begins again."""


@cache
def environment() -> Environment:
    """The environment for every template in `generator/templates/`."""
    env = Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    env.filters |= {
        "paragraphs": paragraphs,
        "minutes": minutes,
        "lasting": lasting,
        "people": people,
        "written_in": written_in,
        "mark": mark,
        "policy_of": policy.plain_with,
        "in_full": credit.in_full,
    }
    return env


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: blank lines part them."""
    return [part for part in re.split(r"\n\s*\n", text) if part]


def minutes(time: Duration) -> str:
    """A duration in words: '20 to 40 minutes'."""
    if time.most and time.most > time.least:
        return f"{time.least} to {time.most} minutes"
    return "1 minute" if time.least == 1 else f"{time.least} minutes"


def lasting(minutes: int) -> str:
    """A number of minutes in words: '45 minutes', '1 hour', '3 hours 30 minutes'."""
    hours, rest = divmod(minutes, 60)
    said = (hours, "hour"), (rest, "minute")
    return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in said if n)


def people(group: GroupSize) -> str:
    """A group size in words: '4 to 40 people', or '2 people or more'."""
    if group.most is None:
        return f"{group.least} {'person' if group.least == 1 else 'people'} or more"
    if group.most == group.least:
        return f"{group.least} {'person' if group.least == 1 else 'people'}"
    return f"{group.least} to {group.most} people"


def written_in(about: About) -> Markup:
    """The attributes of an element that holds the framework's own words.

    Empty where they are in the site's language.
    """
    if about.language == SITE_LANGUAGE and about.direction == "ltr":
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(about.language, about.direction)


def mark(number: str) -> int:
    """Which mark, from 1 to `MARKS`, a section's or a question's number carries."""
    return (int(number.partition(".")[0]) - 1) % MARKS + 1


def qr_image(address: str) -> str:
    """The QR code of an address as an SVG document, with its quiet zone of 4 modules."""
    image = io.BytesIO()
    _code(address).save(image, kind="svg", border=4, omitsize=True, xmldecl=False, nl=False)
    return image.getvalue().decode()


def qr_picture(address: str) -> bytes:
    """The QR code of an address as a PNG file, with its quiet zone of 4 modules."""
    image = io.BytesIO()
    _code(address).save(image, kind="png", border=4, scale=5)
    return image.getvalue()


@cache
def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)


def markdown_text(text: str) -> str:
    """`text` for the inside of a Markdown line: every character that could mean something else
    becomes a character reference, and line breaks become spaces."""
    return re.sub(
        r"[^\w\s]|_", lambda found: f"&#{ord(found[0])};", " ".join(text.split()), flags=re.ASCII
    )
