"""What lies beside the pages leads somewhere too: data, QR codes, sheets, and every download.

The links of the pages themselves are in `test_links.py`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin
from xml.etree import ElementTree
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from generator.model.framework import Framework
from tests.conftest import SITE_URL
from tests.site.markup import Site, named
from tests.test_templating import picture

DOWNLOADS = {".pdf", ".docx", ".json", ".csv"}

OF_EACH_KIND = ("framework", "purpose", "purpose-run", "nine-whys", "next-steps", "cards")
GO = f"{SITE_URL}go/"


def broken(toolkit: Site, addresses: Iterator[str]) -> list[str]:
    """The addresses of the site at which nothing stands; there must be some that stand."""
    own = [address for address in addresses if address.startswith(SITE_URL)]
    assert own
    return [address for address in own if not toolkit.holds(address)]


def codes(image: Image.Image) -> list[str]:
    """What the QR codes in a picture say, as a camera reads them."""
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_every_address_in_the_data_resolves(toolkit: Site) -> None:
    """Permanent addresses, pages with their anchors, cards to embed, and the schema exist."""
    data = json.loads((toolkit.folder / "framework.json").read_text(encoding="utf-8"))
    assert broken(toolkit, named(data)) == []


def test_every_address_in_the_table_resolves(toolkit: Site) -> None:
    """Permanent addresses, and pages with their anchors, exist."""
    text = (toolkit.folder / "framework.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert broken(toolkit, (row[key] for row in rows for key in ("address", "page"))) == []


def test_every_address_in_the_site_map_resolves(toolkit: Site) -> None:
    """No search engine is sent to a page that is not there."""
    found = ElementTree.parse(toolkit.folder / "sitemap.xml").iter()
    assert broken(toolkit, (e.text or "" for e in found if e.tag.endswith("loc"))) == []


def test_every_permanent_address_has_its_code_as_pictures(toolkit: Site) -> None:
    """`/go/<id>/qr.svg` and `qr.png` lead a camera to `/go/<id>/`."""
    pages = [page for page in toolkit.below("go/") if page.address != GO]
    for page in pages:
        folder = page.file.parent
        svg = zxingcpp.read_barcodes(picture((folder / "qr.svg").read_text(encoding="utf-8")))
        assert [code.text for code in svg] == [page.address]
        assert codes(Image.open(folder / "qr.png").convert("L")) == [page.address]


def test_every_code_on_a_sheet_to_print_from_the_browser_leads_to_a_page(
    toolkit: Site, framework: Framework
) -> None:
    """A code that a page shows says what its words for screen readers say, and the release."""
    about = framework.about
    release = f"?v={about.edition}-{about.version}"
    for page in toolkit.below("worksheets/"):
        for shown in page.root.find(class_="foot__code"):
            label = shown.attributes["aria-label"].removeprefix("QR code: ")
            box = next(shown.find("svg")).attributes["viewbox"]
            drawn = next(shown.find("path")).attributes["d"]
            grey = picture(f'viewBox="{box}" d="{drawn}"')
            assert [code.text for code in zxingcpp.read_barcodes(grey)] == [label + release]
            assert label.startswith(GO) and toolkit.holds(label)


@pytest.mark.parametrize("name", OF_EACH_KIND)
def test_every_code_on_paper_leads_to_a_page(toolkit: Site, name: str) -> None:
    """Whoever points a telephone at a printed sheet or card arrives."""
    file = toolkit.folder / f"worksheets/{name}/{name}-a4.pdf"
    with pypdfium2.PdfDocument(file) as document:
        read = [code for page in document for code in codes(page.render(scale=2).to_pil())]
    assert [code for code in read if not code.startswith(GO)] == []
    assert broken(toolkit, iter(read)) == []


def test_every_link_in_a_pdf_resolves(toolkit: Site) -> None:
    """On screen, the address at the foot of a sheet and the links in it can be followed."""
    for file in toolkit.folder.rglob("*.pdf"):
        with pikepdf.open(file) as pdf:
            links = [
                str(mark.A.URI)
                for page in pdf.pages
                for mark in page.get("/Annots", [])
                if "/A" in mark and "/URI" in mark.A
            ]
        own = [link for link in links if link.startswith(SITE_URL)]
        assert [link for link in own if not toolkit.holds(link)] == [], file.name


def test_every_link_in_a_word_file_resolves(toolkit: Site) -> None:
    """The same holds for the sheets that are changed in a word processor."""
    for file in toolkit.folder.rglob("*.docx"):
        with ZipFile(file) as archive:
            text = "".join(
                archive.read(name).decode()
                for name in archive.namelist()
                if name.endswith((".xml", ".rels"))
            )
        own = re.findall(rf"{re.escape(SITE_URL)}[^\s\"<]*", text)
        assert own, file.name
        assert [link for link in own if not toolkit.holds(link)] == [], file.name


def test_every_download_is_offered_by_a_page(toolkit: Site) -> None:
    """No file is published that nobody can find."""
    offered = {
        target
        for page in toolkit.pages.values()
        for target in (*page.leads, *page.tells, *page.loads)
    }
    files = [file for file in toolkit.folder.rglob("*") if file.suffix in DOWNLOADS]
    paths = {file.relative_to(toolkit.folder).as_posix() for file in files}
    assert len(paths) > len(OF_EACH_KIND)
    assert sorted(path for path in paths if urljoin(SITE_URL, path) not in offered) == []


def test_every_id_has_a_permanent_page_and_every_question_a_card(
    toolkit: Site, framework: Framework
) -> None:
    """What the framework holds can be linked to, and each question shown elsewhere."""
    questions = {numbered.question.id for numbered in framework.questions}
    records = {record.id for record in (*framework.sections, *framework.resources)}
    folders = {
        kind: {page.file.parent.name for page in toolkit.below(f"{kind}/")}
        for kind in ("go", "embed")
    }
    assert questions == folders["embed"]
    assert questions | records | {"framework"} <= folders["go"]


def test_the_crawl_finds_what_is_broken(toolkit: Site) -> None:
    """The crawl is not blind: it knows a missing page, file and anchor."""
    missing = ("go/nowhere/", "framework/purpose/#nowhere", "worksheets/purpose/purpose-a3.pdf")
    wrong = [SITE_URL + path for path in missing]
    assert broken(toolkit, iter([SITE_URL, *wrong])) == wrong
