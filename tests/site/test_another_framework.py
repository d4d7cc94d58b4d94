"""Another framework, in another language, builds to a whole site of its own from data alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.model.framework import Framework
from tests import pdfpages, typefaces
from tests.conftest import SITE_URL, Once, lay_out, mkdocs
from tests.golden import SMALL
from tests.site import frameworks
from tests.site.markup import Element, Page, Site, words


class Case(NamedTuple):
    """A framework's language, which way it is written, a phrase in it, and its sections."""

    language: str
    direction: str
    phrase: str
    sections: tuple[str, ...]


CASES = [
    Case("ar", "rtl", "كيف نتعلم معاً", ("roots", "fruit")),
    Case("pl", "ltr", "Zażółć gęślą jaźń", ("korzenie", "owoce", "liscie")),
    Case("cy", "ltr", "Dŵr, tŷ a gŵyl", ("gwraidd", "ffrwyth", "dail")),
    Case("zh-Hans", "ltr", "我们的伙伴关系 🌱", ("gen", "guo")),
    Case("bn", "ltr", "আমাদের অংশীদারিত্ব", ("mul", "phal")),
]


class Built(NamedTuple):
    case: Case
    held: dict[str, Any]
    site: Site

    def say(self, name: str) -> str:
        return f"{self.case.phrase}: {name}"


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.language)
def built(request: pytest.FixtureRequest, once: Once) -> Built:
    """A site built from a framework in one of the languages."""
    case: Case = request.param
    held = frameworks.records(
        lambda name: f"{case.phrase}: {name}", case.sections, case.language, case.direction
    )
    site = frameworks.site(once, f"framework-{case.language}", held, case.sections)
    return Built(case, held, Site(site, SITE_URL))


def own_words(built: Built) -> set[str]:
    """The words that are the framework's own, as opposed to those of a toolkit around it."""
    about = ("introduction", "new_partnerships", "established_partnerships", "title")
    own = {built.held["framework.yml"][key] for key in about}
    for name, record in built.held.items():
        if name.startswith("sections/"):
            own |= {record["title"], record["label"], *(q["text"] for q in record["questions"])}
        if name.startswith("resources/"):
            own |= {record["title"], *record["description"].split("\n\n")}
    return own


def lines(page: Page) -> Iterator[tuple[Element, str]]:
    """Each element of a page's body that holds text itself, with that text."""
    for element in page.one("body").find():
        for part in element.parts:
            if isinstance(part, str) and words(part):
                yield element, words(part)


def nearest(element: Element | None, name: str) -> str:
    """The value of an attribute on the element or the nearest one around it that has it."""
    while element:
        if name in element.attributes:
            return element.attributes[name]
        element = element.parent
    return ""


def test_every_word_of_the_data_stands_on_the_site(built: Built) -> None:
    """Nothing that an author writes is lost."""
    everything = "\n".join(page.root.text for page in built.site.pages.values())
    missing = [
        text for text in frameworks.texts(list(built.held.values())) if text not in everything
    ]
    assert [] == missing


def test_no_word_of_the_toolkits_own_framework_is_left(built: Built, framework: Framework) -> None:
    """The site is made from the data alone."""
    strange = [item.question.text for item in framework.questions]
    strange += [section.title for section in framework.sections]
    strange += [resource.title for resource in framework.resources]
    strange += [framework.about.title, framework.about.short_title, "King's Fund"]
    for page in built.site.pages.values():
        assert [] == [text for text in strange if text in page.root.text], page.address


def test_it_has_a_page_a_sheet_and_a_permanent_address_for_each_record(built: Built) -> None:
    """The addresses are made of its own ids, and there are no others."""
    sections, resources = built.case.sections, ("walk", "reading")
    questions = [f"{name}-{n}" for name in sections for n in range(1, frameworks.QUESTIONS + 1)]
    led = [f"{name}-run" for name in (*resources, "meeting")]
    led += ["meeting-handout", "meeting-pack"]
    led += [f"{name}-ways" for name in sections]
    again = [f"{name}-look-back" for name in sections]
    blank = ["next-steps", "review", "own-answers", "side-by-side"]
    sheets = ["framework", *sections, *resources, *led, *again, *blank]
    wanted = ["", "404.html", "framework/", "resources/", "plan/", "plan/meeting/", "worksheets/"]
    wanted += ["search/", "session/", "session/print/", "session/show/"]
    wanted += ["notebook/", "answer/", "together/"]
    wanted += [f"framework/{name}/" for name in sections]
    wanted += [f"resources/{name}/" for name in resources]
    wanted += [f"worksheets/{name}/{large}" for name in sheets for large in ("", "large/")]
    wanted += [f"embed/{name}/" for name in questions]
    wanted += [f"go/{name}/" for name in (*sheets, "meeting", *questions)]
    assert sorted(SITE_URL + path for path in wanted) == sorted(built.site.pages)


def test_all_its_links_resolve(built: Built) -> None:
    """Links and anchors work with other ids as with the toolkit's own."""
    for page in built.site.pages.values():
        inside = [t for t in (*page.leads, *page.loads) if t.startswith(SITE_URL)]
        assert [] == [target for target in inside if not built.site.holds(target)], page.address


def test_its_own_words_say_which_language_they_are_in(built: Built) -> None:
    """Wherever words of the framework stand alone, `lang` and `dir` are those of the data."""
    own = own_words(built)
    wanted = (built.case.language, built.case.direction)
    unmarked = {
        (page.address.removeprefix(SITE_URL), element.tag, text)
        for page in built.site.pages.values()
        for element, text in lines(page)
        if text in own and wanted != (nearest(element, "lang"), nearest(element, "dir"))
    }
    assert set() == unmarked


def test_a_resource_of_two_sections_stands_with_both(built: Built) -> None:
    """It is on both section pages, and its own page leads back to both."""
    first, second = built.case.sections[:2]
    for name in (first, second):
        page = built.site[f"framework/{name}/"]
        assert f"{SITE_URL}resources/walk/" in page.leads
        assert f"{SITE_URL}framework/{name}/" in built.site["resources/walk/"].leads
    (item,) = [
        item
        for item in built.site["resources/"].root.find("li")
        if "data-sections" in item.attributes and built.say("walk title") in item.text
    ]
    assert f"{first} {second}" == item.attributes["data-sections"]


def test_a_section_without_resources_has_no_heading_for_them(built: Built) -> None:
    """Nothing is announced that is not there."""
    headed = [
        name
        for name in built.case.sections
        if "Resources for this section" in built.site[f"framework/{name}/"].root.text
    ]
    assert list(built.case.sections[:2]) == headed


def test_a_resource_of_no_section_stands_on_the_overview(built: Built) -> None:
    """It can be found from the framework at a glance, and says that it stands alone."""
    assert f"{SITE_URL}resources/reading/" in built.site["framework/"].leads
    assert "Other resource" in built.site["resources/reading/"].root.text


def test_its_questions_can_be_found(built: Built) -> None:
    """The list of the search holds them with all their letters, and says their language."""
    name = built.case.sections[1]
    (link,) = built.site["search/"].root.find("a", data_id=f"{name}-1")
    assert f"../framework/{name}/#{name}-1" == link.attributes["href"]
    assert f"2.1 {built.say(f'{name}-1')}" == link.text
    (title,) = link.find("span")
    assert (built.case.language, built.case.direction) == (
        title.attributes["lang"],
        title.attributes["dir"],
    )


def test_its_sheets_are_set_in_the_typefaces_of_a_given_folder(tmp_path: Path) -> None:
    """Where ours lack a letter, the build says so, and with `fonts_dir` has it."""
    files = SMALL | {"sections/1-one.yml": SMALL["sections/1-one.yml"].replace("Who", "谁")}
    project = lay_out(tmp_path, files, sheets=True)
    done = mkdocs(project, project / "site")
    assert 0 != done.returncode
    assert "1-one.yml:7:11: the sheets' typefaces have no '谁'" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("sheets: true", "fonts_dir: letters"))
    typefaces.make(project / "letters", "Some Han", "谁")
    done = mkdocs(project, project / "site")
    assert 0 == done.returncode, done.stdout + done.stderr
    sheet = project / "site" / "worksheets" / "one" / "one-a4.pdf"
    first = pdfpages.pages(sheet.read_bytes())[0]
    assert any("SomeHan" in letter["fontname"] for letter in first.chars)
