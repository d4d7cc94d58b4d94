"""Citation data of a page, for the menu "Copy with credit".

Takes records and returns plain values for JSON (title, authors, year, address, credit lines),
without empty ones. Must not know of pages or MkDocs.
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
from generator.web.templates import language_attributes


def of_framework(framework: Framework) -> Mapping[str, Any]:
    """Return how to cite the framework: title, authors, year, address, and credit for additions."""
    return _of_whole(framework, credit.of_framework(framework))


def of_section(framework: Framework, section: Section) -> Mapping[str, Any]:
    """Return how to cite a section: as the framework, or by its own owner if it is an addition."""
    shares = credit.of_section(framework, section)
    rights = framework.rights_of(section)
    if rights == framework.about.rights:
        return _of_whole(framework, shares)
    others = tuple(share for share in shares[1:] if share.rights != rights)
    return _of_addition(framework, section.title, rights) | _non_empty(added=_credit_lines(others))


def of_question(framework: Framework, question: Question) -> Mapping[str, Any]:
    """Return how to credit a question that is an addition; empty for one of the framework's own."""
    rights = framework.rights_of(question)
    if rights == framework.about.rights:
        return {}
    return _of_addition(framework, question.text, rights)


def _of_whole(framework: Framework, shares: credit.Shares) -> Mapping[str, Any]:
    """Return how to cite the framework, with credit for the shares of other owners."""
    about = framework.about
    own = (about.rights, about.guidance_rights)
    added = tuple(share for share in shares if share.rights not in own)
    cited = about.citation or Citation(authors=(about.rights.holder,))
    return _non_empty(
        title=about.title,
        authors=list(cited.authors),
        year=cited.year,
        address=about.links[0].url if about.links else None,
        added=_credit_lines(added),
        **_language(about),
    )


def of_resource(framework: Framework, resource: Resource) -> Mapping[str, Any]:
    """Return how to credit a resource: to the owner of its card, with the works it is based on."""
    ours = framework.rights_in_card(resource)
    works = [share for share in credit.of_resource(framework, resource) if share.rights != ours]
    return _non_empty(
        title=resource.title,
        authors=[ours.holder],
        statement=_credit_lines(tuple(works)),
        card=_copyright(ours),
        **_language(framework.about),
    )


def of_plan(framework: Framework, plan: Plan) -> Mapping[str, Any]:
    """Return how to credit a session plan, apart from the questions that it quotes."""
    ours = framework.rights_in_plan(plan)
    return _non_empty(title=plan.title, authors=[ours.holder], card=_copyright(ours))


def _of_addition(framework: Framework, title: str, rights: Rights) -> dict[str, Any]:
    language = _language(framework.about)
    return _non_empty(title=title, authors=[rights.holder], card=_copyright(rights), **language)


def _credit_lines(shares: credit.Shares) -> str:
    return " ".join(map(str, credit.in_full(shares)))


def _copyright(rights: Rights) -> str:
    return f"© {rights.holder}, {rights.licence}"


def _language(about: About) -> Mapping[str, str]:
    """Return the language and direction of a title; empty if they are those of the site."""
    if not language_attributes(about):
        return {}
    return {"lang": about.language, "dir": about.direction}


def _non_empty(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
