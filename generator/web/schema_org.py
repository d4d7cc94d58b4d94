"""What a page says of itself to search engines and catalogues, in the words of schema.org.

Plain data for JSON-LD. An owner is given by name alone, as the data has it: it may be one
person, several or an organisation. Knows nothing of templates or MkDocs.
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
    """The framework as a learning resource whose parts are its sections."""
    about = framework.about
    to = _Addresses(links, links[WHOLE].page)
    sections = [
        to.part(section.id, section.title)
        | {"position": place}
        | _added(framework, framework.rights_of(section), about.rights)
        for place, section in enumerate(framework.sections, start=1)
    ]
    return {
        **_CONTEXT,
        **to.part(WHOLE, about.title),
        "description": about.summary,
        "version": f"{about.edition}, {about.version}",
        **_questions_of(framework, about.rights),
        "hasPart": sections,
    }


def of_section(section: Section, framework: Framework, links: Permalinks) -> Thing:
    """A section as a learning resource whose parts are its questions."""
    own = framework.rights_of(section)
    to = _Addresses(links, links[section.id].page)
    questions = [
        {
            "@type": "Question",
            **to.standing(question.id),
            "name": question.text,
            "position": place,
            **_added(framework, framework.rights_of(question), own),
        }
        for place, question in enumerate(section.questions, start=1)
    ]
    return {
        **_CONTEXT,
        **to.part(section.id, section.title),
        "description": section.summary,
        "position": framework.numbers[section.id].section,
        **_questions_of(framework, own),
        "isPartOf": to.part(WHOLE, framework.about.title),
        "hasPart": questions,
    }


def of_resource(resource: Resource, framework: Framework, links: Permalinks) -> Thing:
    """A resource's card as a how-to with its steps; what it is based on has its own owner."""
    to = _Addresses(links, links[resource.id].page)
    card = framework.rights_in_card(resource)
    steps = [
        {"@type": "HowToStep", "position": place, "text": step.text}
        | ({"timeRequired": duration(step.minutes)} if step.minutes else {})
        for place, step in enumerate(resource.steps, start=1)
    ]
    homes = [to.part(section.id, section.title) for section in framework.sections_of(resource)]
    return {
        **_CONTEXT,
        "@type": "HowTo",
        **to.standing(resource.id),
        "name": resource.title,
        "description": resource.summary,
        "inLanguage": SITE_LANGUAGE,
        "isAccessibleForFree": True,
        "author": card.holder,
        **_owned(credit.of_resource(framework, resource)[0]),
        **_based_on(resource),
        "isPartOf": homes or [to.part(WHOLE, framework.about.title)],
        "totalTime": duration(resource.time.most or resource.time.least),
        "supply": [{"@type": "HowToSupply", "name": item} for item in resource.materials],
        "step": steps,
    }


def duration(minutes: int) -> str:
    """Minutes as ISO 8601 has them: 90 is 'PT1H30M'."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")


class _Addresses:
    """What has an id, with its addresses as they stand on one page.

    Addresses are complete, or relative to the page where the site does not know its own.
    """

    def __init__(self, links: Permalinks, page: str) -> None:
        self._links = links
        self._page = page

    def standing(self, name: str) -> Thing:
        """What tells a thing from others, and where it stands."""
        links = self._links
        return {
            "@id": self._to(links.permanent(name)),
            "identifier": name,
            "url": self._to(links[name].path),
        }

    def part(self, name: str, title: str) -> Thing:
        """The framework or a section, in short."""
        return {"@type": "LearningResource", **self.standing(name), "name": title}

    def _to(self, path: str) -> str:
        return self._links.address(path) if self._links.site else relative(path, self._page)


def _questions_of(framework: Framework, rights: Rights) -> Thing:
    """What is said alike of the framework and of each section, which somebody may have added."""
    about = framework.about
    return {
        "learningResourceType": "Questions for reflection",
        "inLanguage": about.language,
        "isAccessibleForFree": True,
        **_credited(framework, rights),
    }


def _credited(framework: Framework, rights: Rights) -> Thing:
    """Whose words are, and how to credit them."""
    about = framework.about
    theirs = rights == about.rights
    what = "The framework's words" if theirs else "These words"
    share = credit.Share(rights.covers or what, rights)
    return {"creditText": about.credit if theirs else rights.holder, **_owned(share)}


def _added(framework: Framework, rights: Rights, around: Rights) -> Thing:
    """The owner of a part that is not that of what is around it; else nothing."""
    return {} if rights == around else _credited(framework, rights)


def _based_on(resource: Resource) -> Thing:
    """The works of others on which a card is based, each with its own owner and licence."""
    works = [
        {
            "@type": "CreativeWork",
            "name": work.covers,
            **({"creator": work.by} if work.by else {}),
            **_owned(credit.Share(work.covers, work)),
        }
        for work in resource.based_on
    ]
    return {"isBasedOn": works} if works else {}


def _owned(share: credit.Share) -> Thing:
    rights = share.rights
    licence = {"license": rights.url} if rights.url else {}
    (notice,) = credit.in_full((share,))
    return {"copyrightHolder": rights.holder, "copyrightNotice": str(notice), **licence}
