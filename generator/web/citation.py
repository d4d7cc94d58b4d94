"""What a page says of where its words come from, for the menu that copies them.

Plain values for JSON, without those that are empty. Knows nothing of pages or MkDocs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model import credit
from generator.model.about import About, Citation
from generator.model.framework import Framework
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.rights import Rights
from generator.model.section import Question, Section
from generator.web.templates import written_in


def of_framework(framework: Framework) -> Mapping[str, Any]:
    """How to cite the framework: its title, authors, year and own address; and what was added."""
    return _of_whole(framework, credit.of_framework(framework))


def of_section(framework: Framework, section: Section) -> Mapping[str, Any]:
    """How to cite a section: as the framework, unless somebody added it."""
    shares = credit.of_section(framework, section)
    rights = framework.rights_of(section)
    if rights == framework.about.rights:
        return _of_whole(framework, shares)
    others = tuple(share for share in shares[1:] if share.rights != rights)
    return _added(framework, section.title, rights) | _filled(added=_said(others))


def of_question(framework: Framework, question: Question) -> Mapping[str, Any]:
    """How to credit a question that somebody added; nothing for one of the framework's own."""
    rights = framework.rights_of(question)
    if rights == framework.about.rights:
        return {}
    return _added(framework, question.text, rights)


def _of_whole(framework: Framework, shares: credit.Shares) -> Mapping[str, Any]:
    about = framework.about
    known = (about.rights, about.guidance_rights)
    added = tuple(share for share in shares if share.rights not in known)
    cited = about.citation or Citation(authors=(about.rights.holder,))
    return _filled(
        title=about.title,
        authors=list(cited.authors),
        year=cited.year,
        address=about.links[0].url if about.links else None,
        added=_said(added),
        **_language(about),
    )


def of_resource(framework: Framework, resource: Resource) -> Mapping[str, Any]:
    """How to credit a resource: to whoever wrote its card, which says what it is based on."""
    ours = framework.rights_in_card(resource)
    works = [share for share in credit.of_resource(framework, resource) if share.rights != ours]
    return _filled(
        title=resource.title,
        authors=[ours.holder],
        statement=_said(tuple(works)),
        card=_owned(ours),
        **_language(framework.about),
    )


def of_plan(framework: Framework, plan: Plan) -> Mapping[str, Any]:
    """How to credit a session plan: it is ours, but for the questions that it quotes."""
    ours = framework.rights_in_plan(plan)
    return _filled(title=plan.title, authors=[ours.holder], card=_owned(ours))


def _added(framework: Framework, title: str, rights: Rights) -> dict[str, Any]:
    language = _language(framework.about)
    return _filled(title=title, authors=[rights.holder], card=_owned(rights), **language)


def _said(shares: credit.Shares) -> str:
    return " ".join(map(str, credit.in_full(shares)))


def _owned(rights: Rights) -> str:
    return f"© {rights.holder}, {rights.licence}"


def _language(about: About) -> Mapping[str, str]:
    """The language of a title; nothing where it is the site's."""
    if not written_in(about):
        return {}
    return {"lang": about.language, "dir": about.direction}


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
