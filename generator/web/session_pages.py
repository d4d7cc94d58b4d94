"""The pages on which a session is made, printed and shown on a screen.

Takes the framework and its links; returns the source of each page. Must not know of MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.model.framework import Framework
from generator.permalinks.places import Permalinks
from generator.web import session_data
from generator.web.page import Page, plain, themed


def render(framework: Framework, links: Permalinks) -> Iterator[Page]:
    """Yield the page to make a session, and those without the theme that print and show one."""
    minutes = sum(it.minutes for it in framework.about.rounds) or 15
    page = themed(
        framework,
        links,
        "session/",
        "A session of your own",
        "Choose questions and activities, put them in order, and send the session as a link.",
        None,
        "session.html",
        data=partial(session_data.of_page, framework, links, "session/"),
        minutes=minutes,
    )
    yield page._replace(listed=bool(framework.plans))
    for path, template in (
        ("session/print/", "session-print.html"),
        ("session/show/", "session-show.html"),
    ):
        data = partial(session_data.of_page, framework, links, path)
        back = "plan/" if framework.plans else "session/"
        yield plain(template, framework, links, path, data=data, back=back)
