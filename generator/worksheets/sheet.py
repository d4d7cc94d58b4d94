"""Every sheet that a framework has, and where each stands on the site.

What is on a sheet is decided once; each format draws the same `Sheet`. Knows nothing of HTML,
paper or any other format.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.framework import WHOLE, Framework
from generator.permalinks import RUN, WAYS, Place
from generator.worksheets.blocks import Sheet
from generator.worksheets.handouts import blank_sheets, resource_sheet, section_sheet
from generator.worksheets.run_sheets import (
    plan_run,
    resource_run,
    section_run,
    sheet_titles,
    ways_in,
)


def sheets(framework: Framework) -> Iterator[Sheet]:
    """Every sheet: the whole framework, sections, resources, those for who leads, blank ones."""
    about = framework.about
    ours = (about.guidance_rights,)
    words = (about.rights, about.guidance_rights)
    parts = tuple(section_sheet(framework, section) for section in framework.sections)
    yield Sheet(WHOLE, about.title, "whole", parts, words, contents=True)
    for part in parts:
        yield Sheet(part.place, part.title, "section", (part,), words)
    for resource in framework.resources:
        rights = (resource.rights, framework.rights_in_card(resource))
        part = resource_sheet(resource)
        yield Sheet(resource.id, resource.title, "resource", (part,), rights)
    if about.session:
        for section in framework.sections:
            run = section_run(framework, section, about.session)
            yield Sheet(section.id + RUN, run.title, "run", (run,), words)
    for resource in framework.resources:
        rights = (resource.rights, framework.rights_in_card(resource))
        run = resource_run(resource)
        yield Sheet(resource.id + RUN, run.title, "run", (run,), rights)
    for section in framework.sections:
        if ways := ways_in(framework, section):
            yield Sheet(section.id + WAYS, ways.title, "ways", (ways,), words)
    titles = sheet_titles(framework)
    for plan in framework.plans:
        run = plan_run(framework, plan, titles)
        yield Sheet(plan.id + RUN, run.title, "plan", (run,), words)
    for part in blank_sheets(about):
        yield Sheet(part.place, part.title, "blank", (part,), ours)


def places(every: tuple[Sheet, ...]) -> Iterator[Place]:
    """Where the sheets stand that have an id of their own: those for who leads and blank ones."""
    kinds = {
        "run": "run sheet",
        "ways": "ways-in sheet",
        "plan": "session run sheet",
        "blank": "blank sheet",
    }
    for item in every:
        if kind := kinds.get(item.kind):
            yield Place(item.id, kind, "", item.title, f"worksheets/{item.id}/")
