"""Which typeface a sheet is set in, and what is said of letters that none of them has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._f_v_a_r import Axis

from generator.checks.run import read_framework
from generator.drawing import fonts
from generator.drawing.fonts import FAMILIES, FOLDER, family_for, missing
from generator.errors import FrameworkError
from generator.sheets.plain import BLANKS, WHO
from tests import pdfpages, typefaces
from tests.conftest import write
from tests.golden import SMALL

OWN = (
    *BLANKS,
    WHO,
    "Contents Notes Page 1 of 20 · edition 2022 • … © (1 minute) '2.1' ? https://a-b.c/",
)
"""What the sheets say besides the data, about."""

IN_ONE = {
    "Atkinson Hyperlegible Next": "Tŷ Cŵl ẁ Ŵ Ŷ, naïve café, Łódź, São Paulo, “so that …” – £5",
    "Noto Sans": "ẹ̀kọ́ ọ̀rọ̀, Việt Nam, Ελλάδα, Україна, Māori",
    "Noto Sans Arabic": "من هم المستفيدون؟",
    "Noto Sans Hebrew": "מהי מטרת השותפות?",
}

TYPED = "Tŷ Cŵl ẁ ẃ ẅ ỳ Ŵ Ŷ ąćęłńóśźż ẹ̀ ọ́ ā ē ī ō ū Việt Ελλάδα Україна €£ “so that …” – '"


@pytest.mark.parametrize(("family", "text"), IN_ONE.items())
def test_a_sheet_is_set_in_the_first_typeface_that_has_all_its_letters(
    family: str, text: str
) -> None:
    """The one that is easiest to read, unless it lacks a letter; our own words fit in any."""
    assert family_for([text, *OWN]) == family
    assert list(missing(text + "".join(OWN))) == []


def test_no_typeface_is_chosen_where_none_has_all_letters() -> None:
    """Two typefaces in one sheet would lose marks, so it is not set at all."""
    assert family_for(["Hello 😀"]) is None
    assert family_for([IN_ONE["Noto Sans Arabic"], IN_ONE["Noto Sans Hebrew"]]) is None


def test_what_is_missing_is_told_letter_by_letter() -> None:
    """Each stands once, in order; those of the rarer alphabet where two cannot be together."""
    assert list(missing("Hello 😀 and 漢字 😀")) == ["字", "漢", "😀"]
    assert list(missing("אבג م")) == ["م"]


def test_spaces_and_places_to_break_a_line_need_no_letter() -> None:
    """They have no shape of their own."""
    assert family_for(["a\u200bb c\nd\te"]) == "Atkinson Hyperlegible Next"
    assert list(missing("\u200b \n\t")) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_a_typeface_comes_in_two_weights_that_may_be_embedded(family: str) -> None:
    """Headings are bold; a PDF may carry what it is set in."""
    for weight in ("Regular", "Bold"):
        with TTFont(FOLDER / f"{FAMILIES[family]}-{weight}.ttf") as font:
            assert font["OS/2"].fsType == 0
            assert font["name"].getBestFamilyName() == family


@pytest.mark.parametrize("family", FAMILIES)
def test_every_letter_that_a_typeface_has_can_be_set_in_it(tmp_path: Path, family: str) -> None:
    """What is let through because a file has it is drawn with that file, in both weights."""
    every = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )
    for weight in ("Regular", "Bold"):
        with TTFont(FOLDER / f"{FAMILIES[family]}-{weight}.ttf") as font:
            letters = " ".join(map(chr, sorted(font.getBestCmap().keys() - {0})))
        style = f'#set text(font: "{family}", weight: "{weight.lower()}", fallback: false)'
        page = tmp_path / f"{weight}.typ"
        page.write_text(f'#set document(title: "T")\n{style}\n#sys.inputs.letters')
        drawn = typst.Compiler(str(page), root=str(tmp_path), font_paths=every).compile(
            format="pdf", pdf_standards=["ua-1"], sys_inputs={"letters": letters}
        )
        assert isinstance(drawn, bytes)
        assert any(page.chars for page in pdfpages.pages(drawn))


def test_people_can_type_in_many_languages() -> None:
    """The font within fillable sheets has Latin with all its marks, Greek and Cyrillic."""
    with TTFont(FOLDER / "NotoSans-Form.ttf") as font:
        assert {letter for letter in TYPED if ord(letter) not in font.getBestCmap()} == set()


HEBREW = ", such as Noto Sans Hebrew,"


def give(such_as: str = "") -> str:
    """What to do about a letter that no typeface has, with the name of one that has it."""
    return (
        f"give a folder with a typeface that has it{such_as} as 'fonts_dir' in mkdocs.yml, or do "
        "without PDF and Word: 'sheets: false'"
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param(
            {"sections/1-one.yml": ("Who is here?", "Who is 😀😀 here?")},
            "data/sections/1-one.yml:7:11: the sheets' typefaces have no '😀' (U+1F600, grinning "
            f"face); use a word instead, or {give()}",
            id="a picture",
        ),
        pytest.param(
            {"resources/walk.yml": ("What did we see?", "伙伴 and 关系")},
            "data/resources/walk.yml:26:5: the sheets' typefaces have no '伙' (U+4F19, cjk unified "
            f"ideograph-4f19); write it in other letters, or {give(', such as Noto Sans CJK,')}",
            id="a writing that we have no typeface for",
        ),
        pytest.param(
            {"sections/2-two.yml": ("label: ", "label: অ")},
            "data/sections/2-two.yml:3:8: the sheets' typefaces have no 'অ' (U+0985, bengali "
            f"letter a); write it in other letters, or {give(', such as Noto Sans Bengali,')}",
            id="another one",
        ),
        pytest.param(
            {"framework.yml": ("Small", "Small \ue000")},
            "data/framework.yml:2:14: the sheets' typefaces have no '\\ue000' (U+E000); use a word "
            f"instead, or {give()}",
            id="a letter without a name",
        ),
        pytest.param(
            {"sections/1-one.yml": ("Who is here?", "من هنا؟"), "framework.yml": ("Its m", "מ m")},
            "data/framework.yml:8:9: no typeface has 'מ' (U+05DE, hebrew letter mem) and the other "
            f"letters of its sheet; write it in other letters, or {give(HEBREW)}",
            id="two writings in one sheet",
        ),
        pytest.param(
            {"resources/walk.yml": ("A walk\n", "من\n"), "resources/read.yml": ("A book\n", "ש\n")},
            "data/resources/read.yml:2:8: no typeface has 'ש' (U+05E9, hebrew letter shin) and the "
            f"other letters of its sheet; write it in other letters, or {give(HEBREW)}",
            id="two writings in the deck of cards",
        ),
    ],
)
def test_letters_that_cannot_be_set_are_told_with_their_place(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, tuple[str, str]],
    told: str,
) -> None:
    """An author learns which character, where, and what to do, before anything is drawn."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "data", changed(changes))
    with pytest.raises(FrameworkError) as caught:
        read_framework(Path("data"))
    assert str(caught.value).splitlines() == [told]


@pytest.mark.parametrize(
    "changes",
    [
        {"resources/walk.yml": ("What did we see?", "مَن؟"), "resources/read.yml": ("Read.", "ש")},
        {"resources/walk.yml": ("A map", "伙伴关系 😀")},
    ],
    ids=["each on a sheet of its own", "on pages alone"],
)
def test_letters_that_share_no_sheet_need_share_no_typeface(
    tmp_path: Path, changes: dict[str, tuple[str, str]]
) -> None:
    """Resources may be in different writings; web pages that they recommend are not drawn."""
    write(tmp_path, changed(changes))
    assert len(read_framework(tmp_path).framework.resources) == 2


def changed(changes: dict[str, tuple[str, str]]) -> dict[str, str]:
    """The files of the small framework, a few words of them replaced."""
    return SMALL | {file: SMALL[file].replace(old, new, 1) for file, (old, new) in changes.items()}


SCRIPTS = ["伙伴关系", "অংশীদার", "ਭਾਈਵਾਲੀ", "ร่วมมือ", "😀🌱", "គ្នា"]


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Path]:
    """A folder of typefaces for some scripts, in use."""
    for number, letters in enumerate(SCRIPTS):
        typefaces.make(tmp_path / "fonts" / "more", f"Script {number}", letters)
    fonts.use(tmp_path / "fonts")
    yield tmp_path / "fonts"
    fonts.use(None)


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_typeface_of_a_given_folder_sets_the_letters_that_ours_lack(
    given: Path, text: str
) -> None:
    """Beside the one of ours that has the most of the rest; where it is not wanted, as ever."""
    name = f"Script {SCRIPTS.index(text)}"
    assert family_for([text, *OWN]) == f"Atkinson Hyperlegible Next, {name}"
    assert family_for([text, IN_ONE["Noto Sans"]]) == f"Noto Sans, {name}"
    assert family_for([text, IN_ONE["Noto Sans Hebrew"]]) == f"Noto Sans Hebrew, {name}"
    assert list(missing(text + "".join(OWN))) == []
    for family, other in IN_ONE.items():
        assert family_for([other, *OWN]) == family
    fonts.use(None)
    assert family_for([text]) is None


def test_a_given_folder_is_read_again_when_its_typefaces_change(given: Path) -> None:
    """So in a preview; what is no typeface, or has no regular weight, is left aside."""
    before = fonts.use(given)
    assert fonts.use(given) == before
    typefaces.make(given, "Another", "漢", "Bold")
    (given / "notes.ttf").write_text("No typeface.")
    typefaces.make(given, "Noto Sans", "漢")
    assert list(missing("漢")) == ["漢"]
    assert fonts.use(given).digest != before.digest
    assert list(missing("漢")) == ["漢"]
    typefaces.make(given, "Another", "漢", "Regular")
    fonts.use(given)
    assert list(missing("漢伙")) == []


def test_a_variable_typeface_is_told_where_it_might_have_been_of_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: Path
) -> None:
    """Its one file would be drawn in one weight throughout."""
    monkeypatch.chdir(tmp_path)
    with TTFont(
        typefaces.make(given, "Flexible", "字", "Regular") / "Flexible-Regular.ttf"
    ) as font:
        font["fvar"] = newTable("fvar")
        font["fvar"].axes, font["fvar"].instances = [Axis()], []
        font["fvar"].axes[0].axisTag = "wght"
        font.save(given / "Flexible-Regular.ttf")
    fonts.use(given)
    write(tmp_path / "data", SMALL)
    assert read_framework(Path("data"))
    write(tmp_path / "data", changed({"sections/1-one.yml": ("Who is here?", "字?")}))
    with pytest.raises(FrameworkError, match="the sheets' typefaces have no '字'") as caught:
        read_framework(Path("data"))
    assert str(caught.value).splitlines()[1] == (
        "fonts/Flexible-Regular.ttf:1:1: a variable typeface, of which one file holds all weights, "
        "is not used; put the files of its weights Regular and Bold here"
    )
    assert read_framework(Path("data"), sheets=False)
