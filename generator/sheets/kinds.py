"""Every sheet that a framework has, and where each stands on the site.

What is on a sheet is decided once; each format draws the same `Sheet`. Knows nothing of HTML,
paper or any other format.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import credit
from generator.model.framework import WHOLE, Framework
from generator.permalinks.places import RUN, WAYS, Place
from generator.sheets.blocks import Sheet
from generator.sheets.handouts import blank_sheets, resource_sheet, section_sheet
from generator.sheets.run_sheets import plan_run, resource_run, section_run, sheet_titles, ways_in


def sheets(framework: Framework) -> Iterator[Sheet]:
    """Every sheet: the whole framework, sections, resources, those for who leads, blank ones."""
    about = framework.about
    parts = tuple(section_sheet(framework, section) for section in framework.sections)
    whole = credit.of_framework(framework)
    yield Sheet(WHOLE, about.title, "whole", parts, whole, contents=True)
    for section, part in zip(framework.sections, parts, strict=True):
        shares = credit.of_section(framework, section)
        yield Sheet(part.place, part.title, "section", (part,), shares)
    for resource in framework.resources:
        shares = credit.of_resource(framework, resource)
        part = resource_sheet(resource)
        yield Sheet(resource.id, resource.title, "resource", (part,), shares)
    if about.session:
        for section in framework.sections:
            run = section_run(framework, section, about.session)
            shares = credit.of_section(framework, section)
            yield Sheet(section.id + RUN, run.title, "run", (run,), shares)
    for resource in framework.resources:
        shares = credit.of_resource(framework, resource)
        run = resource_run(resource)
        yield Sheet(resource.id + RUN, run.title, "run", (run,), shares)
    for section in framework.sections:
        if ways := ways_in(framework, section):
            shares = credit.of_section(framework, section, ways=True)
            yield Sheet(section.id + WAYS, ways.title, "ways", (ways,), shares)
    titles = sheet_titles(framework)
    for plan in framework.plans:
        run = plan_run(framework, plan, titles)
        shares = credit.of_plan(framework, plan)
        yield Sheet(plan.id + RUN, run.title, "plan", (run,), shares)
    for part in blank_sheets(about):
        yield Sheet(part.place, part.title, "blank", (part,), credit.of_guidance(framework))


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
            yield Place(item.id, kind, None, item.title, f"worksheets/{item.id}/")
