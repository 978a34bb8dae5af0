"""A Word file's custom properties, for which python-docx has no call (ECMA-376 part 1, 22.3; part 2 for the parts)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from themes.text import canonical

if TYPE_CHECKING:
    from docx.document import Document

_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST = 2
"""The number of the first property: 0 and 1 mean something else (MS-OLEPS 2.18)."""


def write_properties(document: Document, properties: Sequence[tuple[str, str]]) -> None:
    """Give a document custom properties of text; none where there are none.

    Args:
        document: One that has none yet.
        properties: Name and value.
    """
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - only who writes Word pays for it
    from docx.opc.part import Part  # noqa: PLC0415

    if not properties:
        return
    said = "".join(
        f"<property fmtid={quoteattr(_FORMAT)} pid={quoteattr(str(nth))} name={quoteattr(name)}>"
        f"<vt:lpwstr>{escape(canonical(value))}</vt:lpwstr></property>"
        for nth, (name, value) in enumerate(properties, start=_FIRST)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    whole = f"{head}<Properties xmlns={quoteattr(_SPACE)} xmlns:vt={quoteattr(_VALUES)}>{said}</Properties>"
    package = document.part.package
    package.relate_to(Part(PackURI("/docProps/custom.xml"), _TYPE, whole.encode(), package), _RELATION)
