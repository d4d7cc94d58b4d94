"""Whether a telephone reads the QR codes from paper: small, from the side, badly copied."""

from __future__ import annotations

import io
from collections.abc import Callable
from math import cos, radians, sin
from random import Random

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from generator.drawing.qr import qr_picture
from generator.permalinks.places import Permalinks
from generator.sheets.kinds import places, sheets
from tests.conftest import LONG_URL, SITE_URL, framework_of_the_toolkit

PRINTED = 260
"""How wide a code is on paper, in dots: 22 mm at 300 dots an inch."""


def addresses() -> list[str]:
    """The shortest address and the longest two in the codes of a site, for two such sites."""
    framework = framework_of_the_toolkit()
    named = places(tuple(sheets(framework)))
    found = []
    for site in (SITE_URL, LONG_URL):
        links = Permalinks(framework, site, named)
        plain = [links.address(links.permanent(name)) for name in links.places]
        shortest, *_, long, longest = sorted({*plain, *map(links.printed, links.places)}, key=len)
        found += [shortest, long, longest]
    return found


def seen(paper: Image.Image, pixels: int, degrees: float) -> Image.Image:
    """Paper as a camera sees it so many pixels wide, turned around its upright middle line."""
    shrunk, half, middle = pixels / paper.width, pixels / 2, paper.width / 2
    flat = cos(radians(degrees))
    fall = sin(radians(degrees)) / flat / (6 * pixels)  # from six times as far as it is wide
    nearest = 1 + fall * half
    wide, high = 1 / shrunk / flat, 1 / shrunk
    across = wide - middle * fall, 0, middle * nearest - half * wide
    down = -middle * fall, high, middle * nearest - half * high
    ways = [way / nearest for way in (*across, *down, -fall, 0)]
    return paper.transform(
        (pixels, pixels),
        Image.Transform.PERSPECTIVE,
        ways,
        Image.Resampling.BICUBIC,
        fillcolor=paper.getpixel((0, 0)),
    )


def noisy(image: Image.Image, most: int, chance: Random) -> Image.Image:
    """A picture with noise: each pixel is lighter or darker by `most` of 256 at the most."""
    noise = Image.frombytes("L", image.size, chance.randbytes(image.width * image.height))
    noise = noise.point([128 + (light - 128) * most // 128 for light in range(256)])
    return ImageChops.add(image, noise, 1, -128)


def small(paper: Image.Image, module: float, chance: Random) -> Image.Image:
    """Seen from the length of an arm: 3 pixels for a module, somewhat out of focus."""
    soft = paper.filter(ImageFilter.GaussianBlur(0.35 * module))
    return noisy(seen(soft, round(3 * PRINTED / module), 0), 20, chance)


def tilted(paper: Image.Image, module: float, chance: Random) -> Image.Image:
    """The same from the side, by 30 degrees, and from further away."""
    soft = paper.filter(ImageFilter.GaussianBlur(0.3 * module))
    return noisy(seen(soft, round(2.7 * PRINTED / module), 30), 20, chance)


def copied(paper: Image.Image, module: float, chance: Random) -> Image.Image:
    """From a bad photocopy, nearer: specks, black grown into white, grey on grey."""
    page = paper.copy()
    pen = ImageDraw.Draw(page)
    for _ in range(6):
        x, y, radius = (chance.uniform(0, most) for most in (PRINTED, PRINTED, 0.4 * module))
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), chance.choice((0, 255)))
    page = noisy(page.filter(ImageFilter.GaussianBlur(0.2 * module)), 30, chance)
    grey = page.point([70 if light < 138 else 215 for light in range(256)])
    soft = grey.filter(ImageFilter.GaussianBlur(0.25 * module))
    return noisy(seen(soft, round(5 * PRINTED / module), 30), 20, chance)


@pytest.mark.parametrize("worn", [small, tilted, copied])
def test_a_code_is_read_from_paper(
    worn: Callable[[Image.Image, float, Random], Image.Image],
) -> None:
    """Small, from the side, from a bad photocopy: no reader misses the address."""
    chance = Random(22)
    for address in addresses():
        code = Image.open(io.BytesIO(qr_picture(address))).convert("L")
        paper = code.resize((PRINTED, PRINTED), Image.Resampling.NEAREST)
        picture = worn(paper, 5 * PRINTED / code.width, chance)
        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [address]
