"""What is wrong, as a page of its own or above a page of the site.

Takes each problem as a line: `file:line:column: what is wrong; what would be right`. Gives HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

STYLE = "/-/problems.css"

_PLACED = re.compile(r"(.+?:\d+:\d+): (.*)", re.DOTALL)
_BODY = re.compile(rb"<body[^>]*>")
_TITLE = b"<title>"

_ALONE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<main class="preview-problems">
<h1>{title}</h1>
<p>There is no site to show yet. This page gives way to it as soon as all is mended.</p>
{problems}
</main>
</body>
</html>
"""

_ABOVE = """
<link rel="stylesheet" href="{style}">
<section class="preview-problems" role="alert" aria-labelledby="preview--problems">
<details open>
<summary><h2 id="preview--problems">{title}</h2></summary>
{problems}
</details>
</section>
"""


def alone(problems: Sequence[str]) -> bytes:
    """The page where there is no site yet."""
    return _filled(_ALONE, problems).encode()


def above(page: bytes, problems: Sequence[str]) -> bytes:
    """A page of the site, with the problems above it where there are any."""
    if not problems:
        return page
    title = f"{_TITLE.decode()}{counted(problems)} - ".encode()
    panel = _filled(_ABOVE, problems).encode()
    page = page.replace(_TITLE, title, 1)
    return _BODY.sub(lambda body: body[0] + panel, page, count=1)


def counted(problems: Sequence[str]) -> str:
    """How many problems there are, in words."""
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"


def _filled(template: str, problems: Sequence[str]) -> str:
    items = "\n".join(_items(problems))
    title = counted(problems)
    return template.format(style=STYLE, title=title, problems=f"<ul>\n{items}\n</ul>")


def _items(problems: Sequence[str]) -> Iterator[str]:
    for problem in problems:
        place, said = found.groups() if (found := _PLACED.fullmatch(problem)) else ("", problem)
        named = f"<code>{escape(place)}</code>: " if place else ""
        yield f"<li>{named}<span>{escape(said)}</span></li>"
