"""What a page says of where its words come from, for the menu that copies them.

Plain values for JSON, without those that are empty. Knows nothing of pages or MkDocs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.about import About, Citation
from generator.model.framework import Framework
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.values import Rights
from generator.templating import written_in


def of_framework(framework: Framework) -> Mapping[str, Any]:
    """How to cite the framework: its title, authors, year and own address."""
    about = framework.about
    cited = about.citation or Citation(authors=(about.rights.holder,))
    return _filled(
        title=about.title,
        authors=list(cited.authors),
        year=cited.year,
        address=about.links[0].url if about.links else None,
        **_language(about),
    )


def of_resource(framework: Framework, resource: Resource) -> Mapping[str, Any]:
    """How to credit a resource: to whom its method belongs, and to whom the words of its card."""
    ours = framework.rights_in_card(resource)
    return _filled(
        title=resource.title,
        authors=[resource.rights.holder],
        statement=resource.rights.statement,
        card=_owned(ours),
        **_language(framework.about),
    )


def of_plan(framework: Framework, plan: Plan) -> Mapping[str, Any]:
    """How to credit a session plan: it is ours, but for the questions that it quotes."""
    ours = framework.about.guidance_rights
    return _filled(title=plan.title, authors=[ours.holder], card=_owned(ours))


def _owned(rights: Rights) -> str:
    return f"© {rights.holder}, {rights.licence}"


def _language(about: About) -> Mapping[str, str]:
    """The language of a title; nothing where it is the site's."""
    if not written_in(about):
        return {}
    return {"lang": about.language, "dir": about.direction}


def _filled(**values: Any) -> Mapping[str, Any]:
    return {name: value for name, value in values.items() if value}
