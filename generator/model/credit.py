"""Who owns what of a page, a sheet or a card, in lines that say first what a reader may do.

The only place where owners and licences become words. Each line tells of one owner's part, so no
licence can be read as that of another part. Knows nothing of pages, sheets or MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.model.framework import Framework
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.rights import NOTHING_GRANTED, Rights, Work, terms
from generator.model.section import Question, Section


class Share(NamedTuple):
    """One owner's part: what it is, its rights, and whether a short line names the owner."""

    what: str
    rights: Rights
    named: bool = True


class Line(NamedTuple):
    """A line in words, cut where the name of the licence stands, so that it can be a link."""

    before: str
    licence: str
    after: str
    url: str | None = None

    def __str__(self) -> str:
        return self.before + self.licence + self.after


Shares = tuple[Share, ...]

ROOM = 90
"""How many letters about the works of others have room at the foot of a page in large print."""


def of_framework(framework: Framework, *, ways: bool = False) -> Shares:
    """What is ours and what is whose of all sections; with `ways`, of the ways in too."""
    return (_ours(framework), *_asked(framework, framework.sections, ways=ways))


def of_section(framework: Framework, section: Section, *, ways: bool = False) -> Shares:
    """The same of one section."""
    return (_ours(framework), *_asked(framework, [section], ways=ways))


def of_question(framework: Framework, question: Question) -> Shares:
    """Whose a question is, alone."""
    rights = framework.rights_of(question)
    if rights == framework.about.rights:
        return (_of_framework(framework),)
    return (Share(rights.covers or "This question", rights),)


def of_resource(framework: Framework, resource: Resource, *, title: bool = False) -> Shares:
    """Whose the words of a card are and on whose works it is based; with `title`, its title too."""
    card, own = framework.rights_in_card(resource), framework.rights_of(resource)
    here = _is_ours(framework, card)
    words = Share(card.covers or ("Our words" if here else "This card"), card, named=not here)
    shares = [words, *(Share(work.covers, work) for work in resource.based_on)]
    if title and own == framework.about.rights:
        shares.append(_of_framework(framework))
    elif own not in (card, framework.about.rights):
        shares.append(Share(own.covers or "The title and description", own))
    return tuple(shares)


def of_plan(framework: Framework, plan: Plan) -> Shares:
    """Whose the words of a session plan are, and whose the questions that it asks."""
    own = framework.rights_in_plan(plan)
    here = _is_ours(framework, own)
    words = Share(own.covers or ("Our words" if here else "This plan"), own, named=not here)
    names = dict.fromkeys(name for slot in plan.agenda for name in slot.questions)
    asked = [framework.numbered[name].question for name in names]
    return (words, *_asked(framework, questions=asked))


def of_guidance(framework: Framework) -> Shares:
    """What is ours alone."""
    return (_ours(framework),)


def of_id(framework: Framework, name: str) -> Shares:
    """Whose the title is that stands for an id of any kind; the framework's where it is gone."""
    if name in framework.numbered:
        return of_question(framework, framework.numbered[name].question)
    titled: tuple[Section | Resource, ...] = (*framework.sections, *framework.resources)
    for record in titled:
        if record.id == name and (own := framework.rights_of(record)) != framework.about.rights:
            return (Share(own.covers or "These words", own),)
    for plan in framework.plans:
        if plan.id == name:
            return of_plan(framework, plan)[:1]
    return (_of_framework(framework),)


def short(shares: Shares, thing: str = "", *, brief: bool = False) -> list[str]:
    """A line for each share, for the foot of a page; `thing` is all that they share: 'this sheet'.

    Where the words of one owner are all that stands on it, the line says that it may be copied.
    Where room is short (`brief`), what to ask of an owner is left to the last page; and where works
    of others take much of it, one line names their makers.
    """
    works = [share.rights for share in shares if isinstance(share.rights, Work)]
    free = all(work.use != "quoted" or terms(work.licence) is not None for work in works)
    whole = thing if free and len(shares) == len(works) + 1 else ""
    words = [share for share in shares if not isinstance(share.rights, Work)]
    own = [str(_of_words(share, whole, brief=brief)) for share in words]
    based = [str(_of_work(work)) for work in works]
    if brief and len(" ".join(based)) > ROOM:
        makers = _listed(list(dict.fromkeys(work.by or work.holder for work in works)))
        based = [f"Based on work by {makers}."]
    return [*own[:1], *based, *own[1:]]


def in_full(shares: Shares) -> list[Line]:
    """A line for each share with the whole of what has to be said of it."""
    return [_whole(share) for share in shares]


def holders(shares: Iterable[Share]) -> str:
    """Who wrote what stands there, each owner once; the works of others apart."""
    names = [share.rights.holder for share in shares if not isinstance(share.rights, Work)]
    return "; ".join(dict.fromkeys(names))


# The parts of each owner.


def _ours(framework: Framework) -> Share:
    rights = framework.about.guidance_rights
    return Share(rights.covers or "Our words", rights, named=False)


def _of_framework(framework: Framework) -> Share:
    rights = framework.about.rights
    return Share(rights.covers or "The framework's words", rights)


def _is_ours(framework: Framework, rights: Rights) -> bool:
    return rights.holder == framework.about.guidance_rights.holder


def _asked(
    framework: Framework,
    sections: Sequence[Section] = (),
    questions: Sequence[Question] = (),
    *,
    ways: bool = False,
) -> Iterator[Share]:
    """Whose sections and questions are: what was added first, then the framework's own words."""
    about, numbers = framework.about, framework.numbers
    held: dict[Rights, list[str]] = {}
    for section in sections:
        named = f"section {numbers[section.id]}"
        held.setdefault(framework.rights_of(section), []).append(named)
    alone = {question.id for question in questions}
    for question in (*questions, *(it for section in sections for it in section.questions)):
        own, number = framework.rights_of(question), numbers[question.id]
        around = framework.rights_of(framework.numbered[question.id].section)
        if question.id in alone or own != around:
            held.setdefault(own, []).append(f"question {number}")
        inside = framework.rights_in_ways(question)
        if ways and question.ways_in and inside not in (own, around, about.guidance_rights):
            held.setdefault(inside, []).append(f"help with question {number}")
    theirs = held.pop(about.rights, None)
    for rights, parts in held.items():
        yield Share(_named(rights, parts), rights, named=not _is_ours(framework, rights))
    if theirs:
        yield _of_framework(framework)


def _named(rights: Rights, parts: Sequence[str]) -> str:
    """What the parts of one owner are called: 'Section 6 and question 1.6'."""
    listed = _listed(parts)
    return f"{rights.covers} ({listed})" if rights.covers else listed[0].upper() + listed[1:]


def _listed(names: Sequence[str]) -> str:
    *most, last = names or ("",)
    both = ", and" if any(" and " in name for name in names) else " and"
    return f"{', '.join(most)}{both} {last}" if most else last


# Each of them in words.


def _of_words(share: Share, whole: str = "", *, brief: bool = False) -> Line:
    """Words that somebody owns: what a reader may do with them."""
    asks = terms(share.rights.licence)
    owner = _owner(share.rights) if share.named else ""
    may = f"you may copy {whole}" if whole else "free to copy"
    return _line(share, owner, _allowed(may, asks), brief=brief)


def _whole(share: Share) -> Line:
    rights = share.rights
    if isinstance(rights, Work):
        line = _of_work(rights, full=True)
    else:
        asks = terms(rights.licence)
        may = "free to copy" if asks and "unchanged" in asks else "free to copy and change"
        line = _line(share, _owner(rights), _allowed(may, asks, full=True))
    more = f" {rights.statement}" if rights.statement else ""
    return line._replace(after=line.after + more, url=rights.url)


def _line(share: Share, owner: str, may: str, *, brief: bool = False) -> Line:
    rights = share.rights
    if rights.licence.lower() in NOTHING_GRANTED:
        may = "" if brief else ", ask before you publish"
    return Line(f"{share.what}{owner}: ", _in_sentence(rights.licence), f"{may}.")


def _allowed(may: str, asks: frozenset[str] | None, *, full: bool = False) -> str:
    """What a licence allows, with what it asks for; '' where nothing can be promised."""
    if asks is None:
        return ""
    credit = " with credit" if full and "credit" in asks else ""
    alike = ", under the same licence" if full and "alike" in asks else ""
    unchanged = " unchanged" if "unchanged" in asks else ""
    profit = ", not for profit" if "no profit" in asks else ""
    return f", {may}{unchanged}{credit}{alike}{profit}"


def _of_work(work: Work, *, full: bool = False) -> Line:
    """A work of somebody else: never more than its own licence."""
    verb = {"described": "Based on", "adapted": "Adapted from", "quoted": "Quotes"}[work.use]
    told = f"{verb} {work.covers} by {work.by or work.holder}"
    if full:
        apart = ", described here in other words" if work.use == "described" else ""
        owner = _owner(work) if work.by else ""
        return Line(f"{told}{apart}. The work itself{owner}: ", _in_sentence(work.licence), ".")
    if terms(work.licence) is None:
        return Line(told, "", ".")
    return Line(f"{told}, ", _in_sentence(work.licence), ".")


def _owner(rights: Rights) -> str:
    free = terms(rights.licence) == frozenset()
    return f" by {rights.holder}" if free else f" © {rights.holder}"


def _in_sentence(licence: str) -> str:
    reserved = licence.lower() in NOTHING_GRANTED
    return licence[0].lower() + licence[1:] if reserved else licence
