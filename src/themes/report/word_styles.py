"""The look of the Word report: page, language and styles, everything by style so that an author can change it once.

The styles are written whole (ECMA-376 part 1, 17.7) in place of those of python-docx's template, which are blue,
American and a hundred.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Arial"
"""On every Windows and Mac, and of the same width as the free Liberation Sans."""

INK, QUIET, ACCENT, RULE, SHADE = "1F2933", "52606D", "1B4F72", "BCCCDC", "EEF2F6"
"""Colours as RRGGBB; each text colour stands at least 4.5 to 1 against white and against the shade."""

QUOTATION, ATTRIBUTION, DIRECTION = "Quotation", "Attribution", "Direction"
HEARD, ASKED, NOTE = "Heard", "Asked", "Note"
CELL, CELL_HEAD, TABLE = "Table Text", "Table Head", "Themes Table"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """A paragraph style: sizes and spaces in points, ``left`` in centimetres, ``lines`` as a multiple."""

    name: str
    size: float = 10.5
    colour: str = INK
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 6
    lines: float = 1.2
    left: float = 0
    keep: bool = False
    level: int | None = None
    bar: bool = False
    following: str = "Normal"


_LOOKS = (
    _Look(name="Normal", after=7),
    _Look(name="Title", size=24, colour=ACCENT, bold=True, before=36, after=6, lines=1.05, following="Subtitle"),
    _Look(name="Subtitle", size=12, colour=QUIET, after=4),
    _Look(name="heading 1", size=17, colour=ACCENT, bold=True, before=26, after=8, lines=1.1, keep=True, level=0),
    _Look(name="heading 2", size=13.5, colour=ACCENT, bold=True, before=20, after=5, lines=1.1, keep=True, level=1),
    _Look(name="heading 3", size=11.5, bold=True, before=14, after=4, lines=1.1, keep=True, level=2),
    _Look(name="TOC Heading", size=13.5, colour=ACCENT, bold=True, before=22, after=4, keep=True),
    _Look(name="toc 1", bold=True, before=2, after=1),
    _Look(name="toc 2", after=1, left=0.6),
    _Look(name="toc 3", size=9.5, colour=QUIET, after=2, left=1.2),
    _Look(name="header", size=8.5, colour=QUIET, after=0),
    _Look(name="footer", size=8.5, colour=QUIET, after=0),
    _Look(name=HEARD, bold=True, after=5),
    _Look(name=ASKED, colour=QUIET, italic=True),
    _Look(name=DIRECTION, colour=ACCENT, bold=True, before=10, after=3, keep=True, following=QUOTATION),
    _Look(name=QUOTATION, before=5, after=0, left=0.7, keep=True, bar=True, following=ATTRIBUTION),
    _Look(name=ATTRIBUTION, size=9, colour=QUIET, after=8, left=0.7, bar=True),
    _Look(name=NOTE, size=9, colour=QUIET, before=4, after=8),
    _Look(name=CELL, size=9, before=1, after=2, lines=1.08),
    _Look(name=CELL_HEAD, size=9, bold=True, before=2, after=2, lines=1.0, keep=True),
)


def dress(document: Document) -> None:
    """Give a new document our page, language and styles.

    Args:
        document: A document made from python-docx's own template, still empty.
    """
    from docx.oxml import parse_xml  # noqa: PLC0415 - only who writes Word pays for it
    from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    section.different_first_page_header_footer = True

    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    for child in parse_xml(
        f"<w:styles {nsdecls('w')}>{_defaults()}{''.join(map(_style, _LOOKS))}{_tables()}</w:styles>"
    ):
        styles.append(child)

    settings = document.settings.element
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "en-GB")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # at the template's 14 Word says "Compatibility Mode" in the title bar
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]  # a picture of the template's own empty page


def _defaults() -> str:
    fonts = " ".join(f'w:{which}="{FONT}"' for which in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _style(look: _Look) -> str:
    identity = _id(look.name)
    normal = look.name == "Normal"
    custom = "" if look.name in _BUILT_IN else ' w:customStyle="1"'
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    italic = "<w:i/><w:iCs/>" if look.italic else ""
    keep = "<w:keepNext/><w:keepLines/>" if look.keep else ""
    bar = f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="{RULE}"/></w:pBdr>' if look.bar else ""
    indent = f'<w:ind w:left="{round(look.left * 567)}"/>' if look.left else ""
    level = "" if look.level is None else f'<w:outlineLvl w:val="{look.level}"/>'
    based = "" if normal else '<w:basedOn w:val="Normal"/>'
    following = "" if normal else f'<w:next w:val="{_id(look.following)}"/>'
    default = ' w:default="1"' if normal else ""
    size = round(look.size * 2)
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{identity}"><w:name w:val="{look.name}"/>'
        f'{based}{following}<w:uiPriority w:val="1"/><w:qFormat/><w:pPr>{keep}<w:widowControl/>{bar}'
        f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}" '
        f'w:line="{round(look.lines * 240)}" w:lineRule="auto"/>{indent}{level}</w:pPr>'
        f'<w:rPr>{bold}{italic}<w:color w:val="{look.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
    )


_BUILT_IN = frozenset(look.name for look in _LOOKS if look.name[0].islower()) | {
    "Normal", "Title", "Subtitle", "TOC Heading",
}  # fmt: skip


def _id(name: str) -> str:
    """Word's own id for a style's name: "heading 1" is Heading1, "toc 1" is TOC1."""
    return name.replace("toc", "TOC").replace("heading", "Heading").replace("header", "Header").replace(
        "footer", "Footer"
    ).replace(" ", "")  # fmt: skip


def _tables() -> str:
    """Our table style: a shaded head, thin rules between rows."""
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 30), ("left", 85), ("bottom", 30), ("right", 85))
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="ThemesTable">'
        f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
        f"<w:tblPr><w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
