"""The commands for who writes the data: check, words, schema, permalinks."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from generator import build
from generator.checks import prose, published, reading, weblinks
from generator.checks.visits import visit_all
from generator.data.loader import LEDGER_FILE, LINKS_FILE, SCHEMA_FOLDER, load
from generator.errors import FrameworkError, shown_path
from generator.model.framework import WHOLE
from generator.model.link_list import NEVER
from generator.model.schema import RECORDS, json_schema
from generator.permalinks import history
from generator.project import Project
from generator.system.files import write_text
from generator.system.progress import progress


def check(data: Path | None, links: bool, update: bool) -> int:
    """Say what the data holds, or every problem in it."""
    project = Project(data)
    code = _check_links(project, update) if links else 0
    if project.file:
        if refused := project.check():
            print(*refused, sep="\n", file=sys.stderr)
            print(counted(len(refused)), file=sys.stderr)
            return 1
        framework = project.framework
    else:  # no settings to build a site by
        site = build.read(project.data, project.docs)
        if problems := tuple(site.problems()):
            raise FrameworkError(problems)
        framework = site.framework
    about = framework.about
    print(
        f"All is well: {about.title}, edition {about.edition}: {len(framework.sections)} sections, "
        f"{len(framework.questions)} questions, {len(framework.resources)} resources, "
        f"{len(framework.plans)} session plans."
    )
    return code


def counted(problems: int) -> str:
    """How many problems there are, in words."""
    return "1 problem found." if problems == 1 else f"{problems} problems found."


def today() -> str:
    """The day by this machine's clock."""
    return date.today().isoformat()


def _check_links(project: Project, update: bool) -> int:
    """Ask for every web address in data and pages; to `update` is to write the list of them."""
    loaded = load(project.data)
    if problems := (*loaded.problems, *project.docs.problems):
        raise FrameworkError(problems)
    places = weblinks.find_links(loaded, project.docs)
    with progress(len(places), "Asking for links") as tell:
        visits = visit_all(places, tell)
    for address, visit in sorted(visits.items()):
        if not visit.answered:
            for place in places[address]:
                print(f"{place}: {address} {visit.summary}", file=sys.stderr)
    answered = sum(visit.answered for visit in visits.values())
    print(f"{answered} of {len(visits)} links answer.")
    if update:
        days = dict.fromkeys(visits, NEVER) | dict(weblinks.listed_days(loaded))
        kept = {url: today() if visits[url].answered else days[url] for url in visits}
        write_text(project.data / LINKS_FILE, weblinks.list_text(kept))
    return 0 if answered == len(visits) else 1


def words(data: Path | None) -> int:
    """Say how hard our own words are to read, page by page, with the hardest sentence of each."""
    project = Project(data)
    own = prose.own_passages(load(project.data), project.docs)
    print("Reading age  Words  Sentences  Page, and its hardest sentence")
    for page, measured in sorted(reading.by_page(own).items(), key=lambda item: -item[1].age):
        print(f"{measured.age:>11}  {measured.words:>5}  {measured.sentences:>9}  ", end="")
        if not page:
            print(f"all pages with fewer than {reading.MIN_PAGE_WORDS} words")
            continue
        passage, sentence = reading.hardest_sentence(item for item in own if item.page == page)
        print(f"{page}\n{'':>30}{passage.at(sentence)}: {sentence}")
    return 0


def schema(data: Path | None) -> int:
    """Write the JSON Schemas by which an editor completes and checks the data."""
    folder = Project(data).data / SCHEMA_FOLDER
    folder.mkdir(exist_ok=True)
    for kind in RECORDS:
        text = json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"
        write_text(folder / f"{kind}.schema.json", text)
    print(f"Wrote {len(RECORDS)} schemas to {shown_path(folder)}.")
    return 0


def permalinks(data: Path | None, update: bool) -> int:
    """Show what the ledger of published ids lacks, or add it; nothing is ever removed."""
    folder = Project(data).data
    site = build.read(folder, typeset=False)
    lines = published.missing_lines(site.framework, site.links, site.shelf.words)
    if not lines:
        print(f"The ledger is complete: {len(site.links.history.lives)} ids.")
        return 0
    for line in lines:
        print(history.as_text(line).strip())
    if not update:
        print(f"The ledger lacks {len(lines)} lines; to add them: partnering permalinks --update")
        return 1
    if same := tuple(published.changes_without_new_version(site.links, lines, site.written[WHOLE])):
        raise FrameworkError(same)
    published.append_lines(folder, lines)
    print(f"Added {len(lines)} lines to {shown_path(folder / LEDGER_FILE)}.")
    return 0
