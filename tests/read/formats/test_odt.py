"""OpenDocument texts: who speaks by bold, its own or a style's, and pictures counted."""

from __future__ import annotations

import io
import zipfile

from themes.read.formats import odt
from themes.read.source import Source

_NAMES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    }.items()
)


def _style(name: str, weight: str = "", *, parent: str = "") -> str:
    weighs = f'<style:text-properties fo:font-weight="{weight}"/>' if weight else ""
    return f'<style:style style:name="{name}" style:parent-style-name="{parent}">{weighs}</style:style>'


def _source(body: str, *, own: str = "", named: str = "") -> Source:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:automatic-styles>{own}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("styles.xml", f"<office:styles {_NAMES}>{named}</office:styles>")
    return odt.read(held.getvalue())


def test_a_name_in_bold_is_known_by_its_length():
    body = '<text:p><text:span text:style-name="T1">Ann Lee</text:span> So how was it?</text:p>'
    line = _source(body, own=_style("T1", "bold")).lines[0]
    assert ("Ann Lee So how was it?", "Ann Lee ") == (line.text, line.text[: line.n_bold])


def test_bold_may_come_from_a_style_and_be_switched_off_in_it():
    body = (
        '<text:p text:style-name="P1">Ann Lee</text:p>'
        '<text:p text:style-name="Speaker">Bea<text:span text:style-name="T1"> said so</text:span></text:p>'
        '<text:p text:style-name="Round">Cal</text:p>'
    )
    own = _style("P1", parent="Speaker") + _style("T1", "normal") + _style("Round", parent="Round")
    assert [7, 4, 0] == [line.n_bold for line in _source(body, own=own, named=_style("Speaker", "bold")).lines]


def test_pictures_are_counted():
    source = _source("<text:p>On the<draw:frame><draw:image/></draw:frame> ward.</text:p>")
    assert ("On the ward.", [("pictures", 1)]) == (
        source.lines[0].text,
        [(dropped.what, dropped.count) for dropped in source.dropped],
    )
