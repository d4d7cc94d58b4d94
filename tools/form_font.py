"""Makes generator/drawing/font_files/NotoSans-Form.ttf: what people may type into a fillable PDF.

Latin with its extensions (Welsh, Polish, Vietnamese, Yoruba), Greek and Cyrillic, from
NotoSans-Regular.ttf. Run it by hand when that file changes: python -m tools.form_font
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "generator" / "drawing" / "font_files"
RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2DF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF),
    (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x203A), (0x20A0, 0x20BF), (0x2122, 0x2122),
)  # fmt: skip

options = subset.Options()
options.layout_features = []
options.hinting = False
options.notdef_outline = True
options.glyph_names = False
options.name_IDs = [0, 1, 2, 6, 13]
options.drop_tables += ["GSUB", "GPOS", "GDEF"]
with TTFont(FONTS / "NotoSans-Regular.ttf", recalcTimestamp=False) as font:
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=[letter for low, high in RANGES for letter in range(low, high + 1)])
    chosen.subset(font)
    for number in (1, 6):  # a name of its own: no sheet is set in it by mistake
        said = font["name"].getDebugName(number)
        font["name"].setName(
            said.replace("Sans", "Sans Form" if number == 1 else "SansForm"), number, 3, 1, 0x409
        )
    font.save(FONTS / "NotoSans-Form.ttf", reorderTables=False)
