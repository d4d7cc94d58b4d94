"""What the built toolkit may say: no note to editors, no link that is not on the list."""

from __future__ import annotations

import json
import re
import zipfile
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from generator.checks import weblinks
from generator.checks.wording import EDITOR_NOTE
from generator.data.loader import load
from generator.model.framework import Framework
from tests.conftest import ROOT
from tests.site.markup import Page, Site


def notes(text: str) -> list[str]:
    """The notes to editors in a text."""
    return [found[0] for found in EDITOR_NOTE.finditer(text)]


def test_no_note_to_editors_is_on_a_page(toolkit: Site) -> None:
    """Neither in the words of a page nor in what search engines and tabs show of it."""
    said = {
        page.address: notes(" ".join([page.root.text, *described(page)]))
        for page in toolkit.pages.values()
    }
    assert {} == {address: found for address, found in said.items() if found}


def described(page: Page) -> list[str]:
    """What a page says of itself in its head."""
    return [meta.attributes.get("content", "") for meta in page.root.find("meta")]


def test_no_note_to_editors_is_in_the_search_index(toolkit: Site) -> None:
    """What search shows is what the pages say."""
    (texts,) = toolkit.folder.glob("assets/search.*.json")
    assert [] == notes(json.dumps(json.loads(texts.read_text(encoding="utf-8"))))


def test_no_note_to_editors_is_on_a_sheet(toolkit: Site) -> None:
    """The Word documents hold the words of every sheet; the PDFs are drawn from the same."""
    noted = {file.name: notes(_word_text(file)) for file in toolkit.folder.rglob("*-a4.docx")}
    assert noted
    assert {} == {name: found for name, found in noted.items() if found}


def _word_text(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        return re.sub("<[^>]+>", " ", package.read("word/document.xml").decode("utf-8"))


def test_every_link_that_leaves_the_site_is_on_the_list(toolkit: Site) -> None:
    """Whoever wrote it: data, hand-written pages, templates or theme."""
    known = weblinks.listed_days(load(ROOT / "framework_data"))
    host = urlsplit(toolkit.address).netloc
    out = {target for page in toolkit.pages.values() for target in page.leads}
    out = {target for target in out if urlsplit(target).netloc not in {host, ""}}
    assert set() == out - set(known)


def test_every_page_that_shows_the_frameworks_words_names_their_owner(
    toolkit: Site, framework: Framework
) -> None:
    """Sections, resources, plans, permanent addresses, questions to embed and sheets."""
    owner = " ".join(framework.about.rights.holder.split())
    held = [*framework.sections, *framework.resources]  # the title of a plan is ours
    paths = ["framework/", "embed/vision/", *(f"go/{it.id}/" for it in held)]
    paths += [f"framework/{it.id}/" for it in framework.sections]
    paths += [f"resources/{it.id}/" for it in framework.resources]
    paths += [f"plan/{it.id}/" for it in framework.plans]
    paths += [f"worksheets/{it.id}/" for it in framework.sections]
    texts = {path: " ".join(toolkit[path].root.text.split()) for path in paths}
    assert [] == [path for path, text in texts.items() if owner not in text]


def test_every_record_has_its_source_and_licence_on_one_page(
    toolkit: Site, framework: Framework
) -> None:
    """The page of rights lists the framework, the toolkit and each resource."""
    records = [entry.text for entry in toolkit["about/rights/"].root.find(class_="record")]
    assert len(records) == 2 + len(framework.resources)
    for text, resource in zip(records[2:], framework.resources, strict=True):
        card = framework.rights_in_card(resource)
        works = [(work.holder, work.covers) for work in resource.based_on]
        for words in (resource.title, resource.origin, card.licence, *chain.from_iterable(works)):
            assert " ".join(words.split()) in " ".join(text.split())
