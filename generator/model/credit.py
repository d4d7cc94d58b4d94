"""Attribution: the owners and licences of the parts of a page, sheet or card, as text.

Takes records and returns shares (a part with its rights) and lines of text about them. The only
module that words rights; each line is about one share, so that no licence seems to cover another
part. Must not know of pages, sheets or MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.model.framework import Framework
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.rights import NO_LICENCE, Rights, Work, licence_terms
from generator.model.section import Question, Section


class Share(NamedTuple):
    """The part of one owner: its name, its rights, and whether a short line names the owner."""

    what: str
    rights: Rights
    named: bool = True


class Line(NamedTuple):
    """A line of text, in three parts so that the name of its licence can link to `url`."""

    before: str
    licence: str
    after: str
    url: str | None = None

    def __str__(self) -> str:
        return self.before + self.licence + self.after


Shares = tuple[Share, ...]

MAX_WORKS_LENGTH = 90
"""The most characters about others' works that fit in the footer of a page in large print."""


MAX_FOOTER_LENGTH = 200
"""The most characters about all owners there; more would leave too little of the page."""


def of_framework(framework: Framework, *, ways: bool = False) -> Shares:
    """Return the shares in the framework and its guidance; with `ways`, also in the ways in."""
    return (_guidance_share(framework), *_question_shares(framework, framework.sections, ways=ways))


def of_section(framework: Framework, section: Section, *, ways: bool = False) -> Shares:
    """Return the shares in one section and its guidance; with `ways`, also in the ways in."""
    return (_guidance_share(framework), *_question_shares(framework, [section], ways=ways))


def of_question(framework: Framework, question: Question, *, ways: bool = False) -> Shares:
    """Return the share in a question; with `ways`, also that in its ways in, if another."""
    rights = framework.rights_of(question)
    if rights == framework.about.rights:
        own = _framework_share(framework)
    else:
        own = Share(rights.covers or "This question", rights)
    helps = framework.rights_in_ways(question)
    if not (ways and question.ways_in) or helps == rights:
        return (own,)
    if helps == framework.about.guidance_rights:
        return (own, _guidance_share(framework))
    return (own, Share(helps.covers or "The help", helps, named=not _is_ours(framework, helps)))


def of_resource(framework: Framework, resource: Resource, *, title: bool = False) -> Shares:
    """Return the shares in a resource's card and in the works it is based on.

    An owner of its title and description who does not own the card has a share too; the framework
    has it only with `title`.
    """
    card, own = framework.rights_in_card(resource), framework.rights_of(resource)
    ours = _is_ours(framework, card)
    words = Share(card.covers or ("Our words" if ours else "This card"), card, named=not ours)
    shares = [words, *(Share(work.covers, work) for work in resource.based_on)]
    if title and own == framework.about.rights:
        shares.append(_framework_share(framework))
    elif own not in (card, framework.about.rights):
        shares.append(Share(own.covers or "The title and description", own))
    return tuple(shares)


def of_plan(framework: Framework, plan: Plan) -> Shares:
    """Return the shares in a session plan and in the questions that it uses."""
    own = framework.rights_in_plan(plan)
    ours = _is_ours(framework, own)
    words = Share(own.covers or ("Our words" if ours else "This plan"), own, named=not ours)
    asked = [framework.questions_by_id[name].question for name in plan.questions]
    return (words, *_question_shares(framework, questions=asked))


def of_plan_handout(framework: Framework, plan: Plan) -> Shares:
    """Return the shares in the handout of a plan: also those in the resources that it uses."""
    words, *questions = of_plan(framework, plan)
    used = [
        share if isinstance(share.rights, Work) else share._replace(what=f"{share.what} ({title})")
        for title, shares in (
            (resource.title, of_resource(framework, resource))
            for resource in map(framework.resource, plan.resources)
        )
        for share in shares
        if share.rights != words.rights
    ]
    return (words, *used, *questions)


def of_pack(first: Shares, others: Iterable[tuple[str, Shares]]) -> Shares:
    """Return the shares in the `first` sheet of a pack and in the `others`, each once.

    Each of the others comes with what to name it by, such as the title of a resource; '' for none.
    """
    words = first[0]
    named = (
        share._replace(what=f"{share.what} ({title})")
        if title and not isinstance(share.rights, Work)
        else share
        for title, shares in others
        for share in shares
        if share.rights != words.rights
    )
    found = {(share.what, share.rights): share for share in (*first, *named)}
    return tuple(found.values())


def of_guidance(framework: Framework) -> Shares:
    """Return the one share in the toolkit's own text."""
    return (_guidance_share(framework),)


def of_id(framework: Framework, name: str) -> Shares:
    """Return the share in the title of the item with any id; the framework's for a former id."""
    if name in framework.questions_by_id:
        return of_question(framework, framework.questions_by_id[name].question)
    record = framework.records_by_id.get(name)
    if isinstance(record, Plan):
        return of_plan(framework, record)[:1]
    if record and (own := framework.rights_of(record)) != framework.about.rights:
        return (Share(own.covers or "These words", own),)
    return (_framework_share(framework),)


def short(shares: Shares, thing: str = "", *, brief: bool = False) -> list[str]:
    """Return a short line for each share, for the footer of a page.

    `thing` names what the shares make up, such as 'this sheet': where one owner wrote all of it,
    the line says that readers may copy it. With `brief`, requests for permission are left out,
    long lines about others' works become one line that names their makers, and lines that are too
    long for a footer lead to the full ones at the end.
    """
    works = [share.rights for share in shares if isinstance(share.rights, Work)]
    free = all(work.use != "quoted" or licence_terms(work.licence) is not None for work in works)
    whole = thing if free and len(shares) == len(works) + 1 else ""
    words = [share for share in shares if not isinstance(share.rights, Work)]
    own = [str(_short_line(share, whole, brief=brief)) for share in words]
    based = [str(_work_line(work)) for work in works]
    if brief and len(" ".join(based)) > MAX_WORKS_LENGTH:
        makers = _enumerated(list(dict.fromkeys(work.by or work.holder for work in works)))
        based = [f"Based on work by {makers}."]
    lines = [*own[:1], *based, *own[1:]]
    many = brief and thing and len(" ".join(lines)) > MAX_FOOTER_LENGTH and len(shares) > 2
    return [_at_the_end_of(thing)] if many else lines


def short_of_pack(shares: Shares) -> list[str]:
    """Return the lines for the footer of a pack, each sheet of which ends with its own full lines.

    They are short even for two owners: its sheets have to fit above this footer.
    """
    each = "each sheet"
    return [_at_the_end_of(each)] if len(shares) > 1 else short(shares, each, brief=True)


def _at_the_end_of(thing: str) -> str:
    return f"Words of several owners: the end of {thing} says whose they are."


def in_full(shares: Shares) -> list[Line]:
    """Return a full line for each share: owner, licence, conditions, and each statement once."""
    said: set[str] = set()
    lines = []
    for share in shares:
        statement = share.rights.statement or ""
        lines.append(_full_line(share, "" if statement in said else statement))
        said.add(statement)
    return lines


def holders(shares: Iterable[Share]) -> str:
    """Return the owners, each once, joined by semicolons; those of others' works are left out."""
    names = [share.rights.holder for share in shares if not isinstance(share.rights, Work)]
    return "; ".join(dict.fromkeys(names))


# The share of each owner.


def _guidance_share(framework: Framework) -> Share:
    rights = framework.about.guidance_rights
    return Share(rights.covers or "Our words", rights, named=False)


def _framework_share(framework: Framework) -> Share:
    rights = framework.about.rights
    return Share(rights.covers or "The framework's words", rights)


def _is_ours(framework: Framework, rights: Rights) -> bool:
    return rights.holder == framework.about.guidance_rights.holder


def _question_shares(
    framework: Framework,
    sections: Sequence[Section] = (),
    questions: Sequence[Question] = (),
    *,
    ways: bool = False,
) -> Iterator[Share]:
    """Yield the shares in sections and questions: additions first, then the framework's."""
    about, numbers = framework.about, framework.numbers
    parts_by_rights: dict[Rights, list[str]] = {}
    for section in sections:
        part = f"section {numbers[section.id]}"
        parts_by_rights.setdefault(framework.rights_of(section), []).append(part)
    named_alone = {question.id for question in questions}
    for question in (*questions, *(it for section in sections for it in section.questions)):
        own, number = framework.rights_of(question), numbers[question.id]
        inherited = framework.rights_of(framework.questions_by_id[question.id].section)
        if question.id in named_alone or own != inherited:
            parts_by_rights.setdefault(own, []).append(f"question {number}")
        ways_rights = framework.rights_in_ways(question)
        if ways and question.ways_in and ways_rights not in (own, inherited, about.guidance_rights):
            parts_by_rights.setdefault(ways_rights, []).append(f"help with question {number}")
    has_framework_text = parts_by_rights.pop(about.rights, None)
    for rights, parts in parts_by_rights.items():
        yield Share(_part_name(rights, parts), rights, named=not _is_ours(framework, rights))
    if has_framework_text:
        yield _framework_share(framework)


def _part_name(rights: Rights, parts: Sequence[str]) -> str:
    """Return the name of one owner's parts: 'Section 6 and question 1.6'."""
    listed = _enumerated(parts)
    return f"{rights.covers} ({listed})" if rights.covers else listed[0].upper() + listed[1:]


def _enumerated(names: Sequence[str]) -> str:
    """Join names with commas and 'and'."""
    *most, last = names or ("",)
    both = ", and" if any(" and " in name for name in names) else " and"
    return f"{', '.join(most)}{both} {last}" if most else last


# The text of each share.


def _short_line(share: Share, whole: str = "", *, brief: bool = False) -> Line:
    """Return a short line about text that somebody owns."""
    conditions = licence_terms(share.rights.licence)
    owner = _owner(share.rights) if share.named else ""
    may = f"you may copy {whole}" if whole else "free to copy"
    return _line(share, owner, _permission(may, conditions), brief=brief)


def _full_line(share: Share, statement: str) -> Line:
    """Return the full line about a share, which ends with `statement`."""
    rights = share.rights
    if isinstance(rights, Work):
        line = _work_line(rights, full=True)
    else:
        conditions = licence_terms(rights.licence)
        unchanged = conditions and "unchanged" in conditions
        may = "free to copy" if unchanged else "free to copy and change"
        line = _line(share, _owner(rights), _permission(may, conditions, full=True))
    return line._replace(after=f"{line.after} {statement}".rstrip(), url=rights.url)


def _line(share: Share, owner: str, may: str, *, brief: bool = False) -> Line:
    """Return a line that ends with what a reader may do, or should ask where nothing is granted."""
    rights = share.rights
    if rights.licence.lower() in NO_LICENCE:
        may = "" if brief else ", ask before you publish"
    return Line(f"{share.what}{owner}: ", _mid_sentence(rights.licence), f"{may}.")


def _permission(may: str, conditions: frozenset[str] | None, *, full: bool = False) -> str:
    """Return `may` with the conditions of a licence; '' if nothing can be promised."""
    if conditions is None:
        return ""
    credit = " with credit" if full and "credit" in conditions else ""
    alike = ", under the same licence" if full and "alike" in conditions else ""
    unchanged = " unchanged" if "unchanged" in conditions else ""
    profit = ", not for profit" if "no profit" in conditions else ""
    return f", {may}{unchanged}{credit}{alike}{profit}"


def _work_line(work: Work, *, full: bool = False) -> Line:
    """Return a line about somebody else's work, which promises nothing beyond its licence."""
    verb = {"described": "Based on", "adapted": "Adapted from", "quoted": "Quotes"}[work.use]
    source = f"{verb} {work.covers} by {work.by or work.holder}"
    if full:
        apart = ", described here in other words" if work.use == "described" else ""
        owner = _owner(work) if work.by else ""
        return Line(f"{source}{apart}. The work itself{owner}: ", _mid_sentence(work.licence), ".")
    if licence_terms(work.licence) is None:
        return Line(source, "", ".")
    return Line(f"{source}, ", _mid_sentence(work.licence), ".")


def _owner(rights: Rights) -> str:
    """Return the owner as it follows the name of a part."""
    free = licence_terms(rights.licence) == frozenset()
    return f" by {rights.holder}" if free else f" © {rights.holder}"


def _mid_sentence(licence: str) -> str:
    """Return a licence as written within a sentence; proper names keep their capital."""
    reserved = licence.lower() in NO_LICENCE
    return licence[0].lower() + licence[1:] if reserved else licence
