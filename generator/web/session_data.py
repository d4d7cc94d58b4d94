"""What the scripts of a session need of the framework: its questions, resources, plans and sheets.

Takes the framework and its links; returns plain data for JSON, with paths relative to a page. Times
are in minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model import credit
from generator.model.credit import Shares
from generator.model.framework import Framework
from generator.model.plan import Handout, Plan, Slot
from generator.model.resource import Resource
from generator.model.sheet_kinds import BY_NAME, BY_PLACE, PLAN_RUN
from generator.permalinks.places import Permalinks, relative
from generator.sheets.plain import rights_of


def of_page(framework: Framework, links: Permalinks, page: str) -> Mapping[str, Any]:
    """Return all that a session may hold, by id; `page` is the path from which links are seen."""
    about = framework.about
    shares = credit.of_framework(framework)
    return {
        "author": credit.holders(shares),
        "rights": rights_of(shares),
        "framework": identity(framework, links),
        "edition": f"{about.short_title}, edition {about.edition}, version {about.version}",
        "lang": about.language,
        "dir": about.direction,
        "address": links.address("session/"),
        "questions": {
            numbered.question.id: {
                "number": str(numbered.number),
                "text": numbered.question.text,
                "page": relative(links[numbered.question.id].path, page),
                "sheet": relative(links.sheet(numbered.section.id), page),
            }
            for numbered in framework.questions
        },
        "resources": {
            resource.id: _resource(framework, resource, links, page)
            for resource in framework.resources
        },
        "plans": {plan.id: _plan(framework, plan, links, page) for plan in framework.plans},
        "former": former_ids(links),
        "rounds": [[it.title, it.minutes] for it in about.rounds],
        "next": relative(links.sheet("next-steps"), page),
    }


def identity(framework: Framework, links: Permalinks) -> Mapping[str, str]:
    """Return what tells, in a notebook, of which framework its words are."""
    about = framework.about
    return {
        "title": about.title,
        "edition": about.edition,
        "version": about.version,
        "address": links.address(""),
    }


def former_ids(links: Permalinks) -> Mapping[str, Mapping[str, str]]:
    """Return the last words of each id that is no longer in use, and what stands for it now."""
    return {
        former.id: {"words": former.words, "now": former.heir.id if former.heir else ""}
        for former in links.former.values()
        if former.kind in {"question", "resource", "session plan"}
    }


def _further_rights(framework: Framework, title: str, shares: Shares) -> tuple[str, ...]:
    """What is to be said of the owners of a part, beyond what is said of our own words."""
    ours = credit.of_guidance(framework)
    return rights_of(credit.of_pack(ours, [(title, shares)]))[len(ours) :]


def _resource(
    framework: Framework, resource: Resource, links: Permalinks, page: str
) -> Mapping[str, Any]:
    run = BY_NAME["resource-run"].id_of(resource.id)
    return {
        "title": resource.title,
        "text": resource.summary,
        "minutes": resource.time.most or resource.time.least,
        "people": [resource.group.least, resource.group.most],
        "page": relative(links[resource.id].page, page),
        "sheet": relative(links.sheet(resource.id), page),
        "run": relative(links.sheet(run), page),
        "rights": _further_rights(
            framework, resource.title, credit.of_resource(framework, resource)
        ),
        "steps": [
            {
                "text": step.text,
                "say": step.say,
                "minutes": step.minutes,
                "optional": step.optional,
            }
            for step in resource.steps
        ],
    }


def _plan(framework: Framework, plan: Plan, links: Permalinks, page: str) -> Mapping[str, Any]:
    run = Handout(sheet=PLAN_RUN.id_of(plan.id), who="For the person leading")
    titles = framework.sheet_titles
    return {
        "title": plan.title,
        "text": plan.summary,
        "rights": _further_rights(framework, "", credit.of_plan(framework, plan)[:1]),
        "start": plan.start,
        "page": relative(links[plan.id].page, page),
        "items": [_slot(slot) for slot in plan.agenda],
        "sheets": [_sheet(handout, titles, links, page) for handout in (run, *plan.sheets)],
    }


def _slot(slot: Slot) -> Mapping[str, Any]:
    return {
        "minutes": slot.minutes,
        "title": slot.title,
        "text": slot.text,
        "say": slot.say,
        "questions": slot.questions,
        "resources": slot.resources,
        "rounds": slot.rounds,
    }


def _sheet(
    handout: Handout, titles: Mapping[str, str], links: Permalinks, page: str
) -> Mapping[str, Any]:
    return {
        "title": titles[handout.sheet],
        "who": handout.who,
        "page": relative(links.sheet(handout.sheet), page),
        "per": handout.people_per_copy,
        "copies": handout.copies,
        "leads": BY_PLACE[links[handout.sheet].kind].leads,
    }
