"""Structured data of pages for search engines and catalogues, in the schema.org vocabulary.

Takes records; returns plain data for JSON-LD. Owners are given by name only, as the data does not
say whether they are persons or organisations. Must not know of templates or MkDocs.
"""

from __future__ import annotations

from typing import Any

from generator.model import credit
from generator.model.framework import WHOLE, Framework
from generator.model.phrases import SITE_LANGUAGE
from generator.model.resource import Resource
from generator.model.rights import Rights
from generator.model.section import Section
from generator.permalinks.places import Permalinks, relative

Thing = dict[str, Any]

_CONTEXT = {"@context": "https://schema.org"}


def of_framework(framework: Framework, links: Permalinks) -> Thing:
    """Return the framework as a LearningResource with its sections as parts."""
    about = framework.about
    to = _References(links, links[WHOLE].page)
    sections = [
        to.part(section.id, section.title)
        | {"position": place}
        | _credit_if_other(framework, framework.rights_of(section), about.rights)
        for place, section in enumerate(framework.sections, start=1)
    ]
    return {
        **_CONTEXT,
        **to.part(WHOLE, about.title),
        "description": about.summary,
        "version": f"{about.edition}, {about.version}",
        **_common_properties(framework, about.rights),
        "hasPart": sections,
    }


def of_section(section: Section, framework: Framework, links: Permalinks) -> Thing:
    """Return a section as a LearningResource with its questions as parts."""
    own = framework.rights_of(section)
    to = _References(links, links[section.id].page)
    questions = [
        {
            "@type": "Question",
            **to.identity(question.id),
            "name": question.text,
            "position": place,
            **_credit_if_other(framework, framework.rights_of(question), own),
        }
        for place, question in enumerate(section.questions, start=1)
    ]
    return {
        **_CONTEXT,
        **to.part(section.id, section.title),
        "description": section.summary,
        "position": framework.numbers[section.id].section,
        **_common_properties(framework, own),
        "isPartOf": to.part(WHOLE, framework.about.title),
        "hasPart": questions,
    }


def of_resource(resource: Resource, framework: Framework, links: Permalinks) -> Thing:
    """Return the card of a resource as a HowTo with its steps and the works it is based on."""
    to = _References(links, links[resource.id].page)
    card = framework.rights_in_card(resource)
    steps = [
        {"@type": "HowToStep", "position": place, "text": step.text}
        | ({"timeRequired": duration(step.minutes)} if step.minutes else {})
        for place, step in enumerate(resource.steps, start=1)
    ]
    sections = [to.part(section.id, section.title) for section in framework.sections_of(resource)]
    return {
        **_CONTEXT,
        "@type": "HowTo",
        **to.identity(resource.id),
        "name": resource.title,
        "description": resource.summary,
        "inLanguage": SITE_LANGUAGE,
        "isAccessibleForFree": True,
        "author": card.holder,
        **_rights_properties(credit.of_resource(framework, resource)[0]),
        **_based_on(resource),
        "isPartOf": sections or [to.part(WHOLE, framework.about.title)],
        "totalTime": duration(resource.time.most or resource.time.least),
        "supply": [{"@type": "HowToSupply", "name": item} for item in resource.materials],
        "step": steps,
    }


def duration(minutes: int) -> str:
    """Return a number of minutes as an ISO 8601 duration: 'PT1H30M' for 90."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")


class _References:
    """Makes references to items by id, for use on one page.

    Addresses are absolute, or relative to the page if the site does not know its own address.
    """

    def __init__(self, links: Permalinks, page: str) -> None:
        self._links = links
        self._page = page

    def identity(self, name: str) -> Thing:
        """Return the identifiers of an item and the address of its page."""
        links = self._links
        return {
            "@id": self._to(links.permanent(name)),
            "identifier": name,
            "url": self._to(links[name].path),
        }

    def part(self, name: str, title: str) -> Thing:
        """Return a short reference to the framework or a section."""
        return {"@type": "LearningResource", **self.identity(name), "name": title}

    def _to(self, path: str) -> str:
        return self._links.address(path) if self._links.site else relative(path, self._page)


def _common_properties(framework: Framework, rights: Rights) -> Thing:
    """Return the properties that the framework and each section have in common."""
    about = framework.about
    return {
        "learningResourceType": "Questions for reflection",
        "inLanguage": about.language,
        "isAccessibleForFree": True,
        **_credit_properties(framework, rights),
    }


def _credit_properties(framework: Framework, rights: Rights) -> Thing:
    """Return the owner and the credit line of a part with these rights."""
    about = framework.about
    own = rights == about.rights
    what = "The framework's words" if own else "These words"
    share = credit.Share(rights.covers or what, rights)
    return {"creditText": about.credit if own else rights.holder, **_rights_properties(share)}


def _credit_if_other(framework: Framework, rights: Rights, parent: Rights) -> Thing:
    """Return the owner of a part if it is not that of its parent; empty otherwise."""
    return {} if rights == parent else _credit_properties(framework, rights)


def _based_on(resource: Resource) -> Thing:
    """Return the works that a card is based on, each with its owner and licence."""
    works = [
        {
            "@type": "CreativeWork",
            "name": work.covers,
            **({"creator": work.by} if work.by else {}),
            **_rights_properties(credit.Share(work.covers, work)),
        }
        for work in resource.based_on
    ]
    return {"isBasedOn": works} if works else {}


def _rights_properties(share: credit.Share) -> Thing:
    rights = share.rights
    licence = {"license": rights.url} if rights.url else {}
    (notice,) = credit.in_full((share,))
    return {"copyrightHolder": rights.holder, "copyrightNotice": str(notice), **licence}
