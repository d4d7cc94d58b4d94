"""The pages on which people write: their notebook, their answers alone, and all answers together.

Takes the framework and its links; returns the source of each page. Must not know of MkDocs.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import partial
from typing import Any

from generator.model.framework import Framework
from generator.permalinks.places import Permalinks, relative
from generator.web.page import Page, themed
from generator.web.session_data import former_ids, identity

GUIDE = "use/notebook.md"
"""The hand-written page on keeping a notebook; there need be none."""


def render(framework: Framework, links: Permalinks, by_hand: Container[str] = ()) -> Iterator[Page]:
    """Yield the pages of the notebook, to answer alone and to open the answers together."""
    guide = GUIDE.removesuffix(".md") + "/" if GUIDE in by_hand else ""
    for path, template, title, description in (
        (
            "notebook/",
            "notebook.html",
            "Notebook",
            "Write your answers, keep your promises in sight, and look again in some months.",
        ),
        (
            "answer/",
            "answer.html",
            "Ask before you meet",
            "Send questions as a link. Each person answers alone, on a phone or on paper.",
        ),
        (
            "together/",
            "together.html",
            "Open the answers together",
            "Open everybody's answers at once, side by side, and note what you will do.",
        ),
    ):
        data = partial(data_of, framework, links, path)
        page = themed(
            framework, links, path, title, description, None, template, data=data, guide=guide
        )
        yield page._replace(listed=False)  # a menu of one's own need not have them


def data_of(framework: Framework, links: Permalinks, page: str) -> Mapping[str, Any]:
    """Return what a notebook needs of the framework, for JSON; paths are as seen from `page`."""
    about = framework.about
    return {
        "lang": about.language,
        "dir": about.direction,
        "framework": identity(framework, links),
        "current": {
            numbered.question.id: {
                "number": str(numbered.number),
                "text": numbered.question.text,
                "page": relative(links[numbered.question.id].path, page),
            }
            for numbered in framework.questions
        }
        | {
            resource.id: {
                "number": "",
                "text": resource.title,
                "page": relative(links[resource.id].page, page),
                "prompts": resource.prompts,
            }
            for resource in framework.resources
        },
        "former": former_ids(links),
    }
