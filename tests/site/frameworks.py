"""Small frameworks to build sites from, in any words: `say` gives the words of each field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.conftest import Once, build, lay_out

NOT_WORDS = {
    "id",
    "url",
    "checked",
    "language",
    "direction",
    "resources",
    "other_resources",
    "serves",
    "start",
    "sheet",
}
"""The fields that hold ids, addresses and settings."""

QUESTIONS = 2
"""How many questions each section has."""

PAGE = """\
---
render_macros: true
---

# Home

{links}

- {{{{ link("walk") }}}} and {{{{ sheet("walk") }}}}

{{{{ question("{section}-1") }}}}

{{{{ card("{section}-1") }}}}

{{{{ questions("{section}") }}}}

{{{{ embed("{section}-1") }}}}

{{{{ resource("walk") }}}}

{{{{ words("introduction") }}}}

{{{{ words("credit") }}}}

{{{{ path() }}}}

{{{{ rights() }}}}
"""


def records(
    say: Callable[[str], str],
    sections: Sequence[str],
    language: str = "en-GB",
    direction: str = "ltr",
) -> dict[str, Any]:
    """The records of a framework by file.

    The resource `walk` belongs to the first two sections; those after them have none;
    `reading` stands outside. There is one session plan.
    """
    held: dict[str, Any] = {"framework.yml": _about(say, language, direction)}
    for number, name in enumerate(sections, start=1):
        questions = [f"{name}-{place}" for place in range(1, QUESTIONS + 1)]
        held[f"sections/{number}-{name}.yml"] = {
            "id": name,
            "title": say(f"{name} title"),
            "label": say(f"{name} label"),
            "summary": say(f"{name} summary"),
            "questions": [
                {"id": question, "text": say(question), "ways_in": _ways_in(say, question, name)}
                for question in questions
            ],
            "resources": ["walk"] if number < 3 else [],
        }
    held["plans/1-meeting.yml"] = _plan(say, sections[0])
    for name in ("walk", "reading"):
        held[f"resources/{name}.yml"] = _resource(say, name) | {"serves": [f"{sections[0]}-1"]}
    held["links.yml"] = {"links": [{"url": url, "checked": "never"} for url in _addresses(held)]}
    return held


def files(held: Mapping[str, Any]) -> dict[str, str]:
    """Records as the files of a data folder; JSON is YAML too."""
    return {name: json.dumps(record, ensure_ascii=False) for name, record in held.items()}


def home(sections: Sequence[str]) -> dict[str, str]:
    """A hand-written home page that quotes the framework with every macro."""
    links = " ".join(f'{{{{ link("{name}") }}}}' for name in sections)
    return {"index.md": PAGE.format(links=links, section=sections[0])}


def site(once: Once, name: str, held: Mapping[str, Any], sections: Sequence[str]) -> Path:
    """The site of some records, without files of sheets, built once under a name of its own."""

    def fill(folder: Path) -> None:
        build(lay_out(folder, files(held), home(sections)), folder / "site")

    return once(name, fill) / "site"


def texts(value: Any) -> Iterator[str]:
    """Every text in a record, one paragraph at a time."""
    if isinstance(value, str):
        yield from value.split("\n\n")
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            ids = key == "questions" and value.keys() & {"minutes", "prompts"}
            if key not in NOT_WORDS and not ids:
                yield from texts(item)


def _addresses(value: Any) -> Iterator[str]:
    """Every address in records."""
    if isinstance(value, dict):
        yield from [value["url"]] if "url" in value else []
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _addresses(item)


def _about(say: Callable[[str], str], language: str, direction: str) -> dict[str, Any]:
    words = (
        "title short_title edition summary introduction new_partnerships established_partnerships "
        "credit"
    )
    return {name: say(f"about {name}") for name in words.split()} | {
        "language": language,
        "direction": direction,
        "rights": _rights(say, "about"),
        "guidance_rights": _rights(say, "guidance"),
        "links": [_link(say, "about", number) for number in (1, 2)],
        "other_resources": ["reading"],
    }


def _ways_in(say: Callable[[str], str], question: str, section: str) -> dict[str, Any]:
    words = {key: say(f"{question} {key}") for key in ("listen_for", "hardest", "safer")}
    related = [f"{section}-{place}" for place in (1, 2) if f"{section}-{place}" != question]
    return words | {
        "prompts": [say(f"{question} prompt {number}") for number in (1, 2)],
        "questions": related,
    }


def _resource(say: Callable[[str], str], name: str) -> dict[str, Any]:
    lists = (
        "when when_not materials access afterwards watch_outs prompts tips "
        "online small_group large_group"
    )
    paragraphs = ["description", "purpose", "origin"]
    return {
        "id": name,
        "title": say(f"{name} title"),
        "summary": say(f"{name} summary"),
        **{key: f"{say(f'{name} {key} 1')}\n\n{say(f'{name} {key} 2')}" for key in paragraphs},
        **{key: [say(f"{name} {key} {number}") for number in (1, 2)] for key in lists.split()},
        "time": {"least": 20, "most": 40, "note": say(f"{name} time note")},
        "group": {"least": 2, "note": say(f"{name} group note")},
        "steps": [
            {"text": say(f"{name} step 1"), "say": say(f"{name} say 1"), "minutes": 20},
            {
                "text": f"{say(f'{name} step 2')}\n\n{say(f'{name} step 2, more')}",
                "minutes": 20,
                "optional": True,
            },
        ],
        "based_on": [
            _rights(say, f"{name} work {number}") | {"covers": say(f"{name} work {number}")}
            for number in (1, 2)
        ],
        "links": [_link(say, name, number) for number in (1, 2)],
    }


def _plan(say: Callable[[str], str], section: str) -> dict[str, Any]:
    words = {key: say(f"plan {key}") for key in ("title", "summary", "series", "when", "who")}
    lists = ("before", "after", "rules_of_thumb")
    return words | {
        "id": "meeting",
        "purpose": f"{say('plan purpose 1')}\n\n{say('plan purpose 2')}",
        "minutes": 30,
        "start": "23:50",
        **{key: [say(f"plan {key} {number}") for number in (1, 2)] for key in lists},
        "agenda": [
            {"minutes": 5, "title": say("plan welcome")},
            {
                "minutes": 25,
                "title": say("plan talk"),
                "text": say("plan text"),
                "say": say("plan say"),
                "questions": [f"{section}-1", f"{section}-2"],
                "resources": ["walk"],
                "hand_out": [section],
            },
        ],
        "sheets": [{"sheet": section, "who": say("plan sheet")}],
    }


def _rights(say: Callable[[str], str], name: str) -> dict[str, Any]:
    return {
        "holder": say(f"{name} holder"),
        "licence": say(f"{name} licence"),
        "url": f"https://licence.example/{name.replace(' ', '-')}",
        "statement": say(f"{name} statement"),
    }


def _link(say: Callable[[str], str], name: str, number: int) -> dict[str, Any]:
    return {
        "title": say(f"{name} link {number}"),
        "url": f"https://more.example/{name}/{number}",
        "note": say(f"{name} link note {number}"),
    }
