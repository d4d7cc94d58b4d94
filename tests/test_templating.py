"""How words, numbers and addresses of the data become parts of a page."""

from __future__ import annotations

import html
import io
import re
from typing import Any

import markdown
import pytest
import zxingcpp
from jinja2 import UndefinedError
from PIL import Image

from generator.drawing.marks import mark
from generator.drawing.qr import qr_image, qr_picture
from generator.model.framework import Number
from generator.model.phrases import minutes, paragraphs, people
from generator.model.values import Duration, GroupSize
from generator.web.templates import environment, language_attributes, markdown_text
from tests.golden import small


def test_a_value_is_shown_as_it_is_written() -> None:
    """Every value is escaped, in text and in attributes."""
    template = environment().from_string('<p title="{{ words }}">{{ words }}</p>')
    shown = "&lt;b&gt; &amp; &#34;x&#34; {{ y }}"
    assert template.render(words='<b> & "x" {{ y }}') == f'<p title="{shown}">{shown}</p>'


@pytest.mark.parametrize("template", ["{{ nothing }}", "{{ about.nothing }}", "{% if nothing %}"])
def test_a_name_that_nothing_bears_is_an_error(template: str) -> None:
    """A slip in a template never becomes an empty place on a page."""
    end = "{% endif %}" if "if" in template else ""
    with pytest.raises(UndefinedError):
        environment().from_string(template + end).render(about=small().about)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One.", ["One."]),
        ("One\nline.", ["One\nline."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n \t\n\n\nTwo.\n", ["One.", "Two.\n"]),
    ],
)
def test_blank_lines_part_paragraphs(text: str, parts: list[str]) -> None:
    """A line break alone begins no paragraph."""
    assert paragraphs(text) == parts


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (1, None, "1 minute"),
        (20, None, "20 minutes"),
        (20, 20, "20 minutes"),
        (1, 2, "1 to 2 minutes"),
        (20, 40, "20 to 40 minutes"),
    ],
)
def test_a_duration_in_words(least: int, most: int | None, words: str) -> None:
    """A duration is one number of minutes, or from one to another."""
    assert minutes(Duration(least=least, most=most)) == words


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (1, None, "1 person or more"),
        (2, None, "2 people or more"),
        (1, 1, "1 person"),
        (4, 4, "4 people"),
        (1, 3, "1 to 3 people"),
        (4, 40, "4 to 40 people"),
    ],
)
def test_a_group_size_in_words(least: int, most: int | None, words: str) -> None:
    """A group size without upper end is that number or more."""
    assert people(GroupSize(least=least, most=most)) == words


@pytest.mark.parametrize(
    ("about", "attributes"),
    [
        ({}, ""),
        ({"language": "cy"}, ' lang="cy" dir="ltr"'),
        ({"language": "ar", "direction": "rtl"}, ' lang="ar" dir="rtl"'),
        ({"direction": "rtl"}, ' lang="en-GB" dir="rtl"'),
    ],
)
def test_words_in_another_language_say_so(about: dict[str, Any], attributes: str) -> None:
    """A screen reader is told of the framework's language where it is not the toolkit's."""
    assert language_attributes(small().about.model_copy(update=about)) == attributes


@pytest.mark.parametrize(
    ("number", "of"), [((1,), 1), ((6,), 6), ((7,), 1), ((13,), 1), ((3, 2), 3), ((8, 12), 2)]
)
def test_a_section_and_its_questions_share_a_mark(number: tuple[int, ...], of: int) -> None:
    """Each section carries one of six marks in turn, and its questions the same."""
    assert mark(Number(*number)) == of


def test_a_telephone_reads_the_address_from_its_code() -> None:
    """The QR code holds the address, whatever its size."""
    for address in ("https://a.example/go/who/", f"https://a.example/go/{'long-' * 20}id/"):
        found = zxingcpp.read_barcodes(picture(qr_image(address)))
        assert [code.text for code in found] == [address]


@pytest.mark.parametrize("of", ["who", "a-resource-run", "long-" * 20])
def test_a_code_keeps_its_quiet_zone(of: str) -> None:
    """Four modules around it are white (ISO/IEC 18004), as SVG and as PNG, of any length."""
    address = f"https://a.example/go/{of}/"
    drawn = Image.open(io.BytesIO(qr_picture(address))).convert("L")
    svg = picture(qr_image(address), scale=1)
    for grey, module in ((Image.frombytes("L", svg.shape, bytes(svg)), 1), (drawn, 5)):
        dark = grey.point(lambda light: 255 * (light < 128)).getbbox()
        zone = 4 * module
        assert dark == (zone, zone, grey.width - zone, grey.height - zone)


def picture(svg: str, scale: int = 4) -> memoryview:
    """A code's SVG, which draws runs of modules row by row, as a picture in grey."""
    found = re.search(r'viewBox="0 0 (\d+) \1".* d="([^"]+)"', svg)
    assert found
    size, x, y = int(found[1]), 0.0, 0.0
    rows = [bytearray(b"\xff" * size) for _ in range(size)]
    for step, by, down in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", found[2]):
        if step == "h":
            rows[int(y)][int(x) : int(x) + int(by)] = b"\0" * int(by)
        x, y = (0.0, 0.0) if step == "M" else (x, y)
        x, y = x + float(by), y + float(down or 0)
    grey = b"".join(bytes(p for p in row for _ in range(scale)) * scale for row in rows)
    return memoryview(grey).cast("B", shape=[size * scale, size * scale])


@pytest.mark.parametrize(
    "words",
    [
        "Who is here?",
        "# Not a heading",
        "1. Not a list",
        "- Not a list",
        "> Not a quotation",
        "    Not code",
        "!!! note",
        "*a* _b_ **c** `d` [e](f) ![g](h) [i]: j",
        "<script>alert(1)</script> <https://a.example>",
        "{{ a }} {% b %} {# c #} {: .d } {#e}",
        "&amp; &#65; \\* a | b ^ ~ $ = + - --- :",
        'Rogers\' "maxims" – “quoted” … naïve שלום 🙂',
        "http://a.example and a@b.example",
    ],
)
def test_words_in_markdown_stay_words(words: str) -> None:
    """Whatever the words hold, Markdown shows them as text, with single spaces."""
    shown = markdown.markdown(
        markdown_text(words), extensions=["admonition", "attr_list", "md_in_html", "tables", "toc"]
    )
    assert re.search(r"[<>]", shown[3:-4]) is None
    assert html.unescape(shown) == f"<p>{' '.join(words.split())}</p>"


def test_words_in_markdown_stay_on_one_line() -> None:
    """Paragraphs are joined, since a link or a list item ends with its line."""
    assert markdown_text("One\nline.\n\nAnother") == "One line&#46; Another"
