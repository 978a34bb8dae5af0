"""Coders, attributes, cases and their links as REFI-QDA has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from themes.exchange.refi import xml
from themes.exchange.refi.leaving import Leaving
from themes.exchange.refi.people_in import BETWEEN_CHOICES, CHOICES, ORDERED
from themes.model import Attribute, AttributeType, CaseLink, Coder

_TYPES: dict[AttributeType, str] = {"text": "Text", "choice": "Text", "number": "Float", "date": "Date"}
_VALUES: dict[str, str] = {"Text": "TextValue", "Float": "FloatValue", "Date": "DateValue"}


def users(coders: Sequence[Coder]) -> str:
    """The ``Users`` element."""
    each = "".join(xml.tag("User", {"guid": coder.id, "name": coder.name}) for coder in coders)
    return f"<Users>{each}</Users>" if each else ""


def variables(attributes: Sequence[Attribute]) -> str:
    """The ``Variables`` element; the choices of an attribute stand in its description."""
    each = "".join(
        xml.tag(
            "Variable",
            {"guid": one.id, "name": one.name, "typeOfVariable": _TYPES[one.type]},
            xml.text("Description", _choices(one)),
        )
        for one in attributes
    )
    return f"<Variables>{each}</Variables>" if each else ""


def cases(leaving: Leaving) -> str:
    """The ``Cases`` element: each with its kind, its values, and the sources in which it is heard."""
    by_id = {one.id: one for one in leaving.attributes}
    heard: dict[str, list[str]] = {}
    for transcript in leaving.transcripts:
        for case_id in dict.fromkeys(speaker.case_id for speaker in transcript.speakers if speaker.case_id):
            heard.setdefault(case_id, []).append(transcript.id)
    each = []
    for case in leaving.cases:
        values = [(by_id[key], value) for key, value in case.values if key in by_id and value]
        each.append(
            xml.tag(
                "Case",
                {"guid": case.id, "name": case.label},
                xml.text("Description", f"Kind: {case.kind}"),
                *(_value(attribute, value) for attribute, value in values),
                *(xml.tag("SourceRef", {"targetGUID": source_id}) for source_id in heard.get(case.id, ())),
            )
        )
    return f"<Cases>{''.join(each)}</Cases>" if each else ""


def links(linked: Iterable[CaseLink]) -> str:
    """Links among cases, each with its relation as its name."""
    return "".join(
        xml.tag(
            "Link",
            {
                "guid": link.id,
                "name": link.relation,
                "direction": "OneWay",
                "originGUID": link.case_id,
                "targetGUID": link.other_id,
            },
        )
        for link in linked
    )


def _value(attribute: Attribute, value: str) -> str:
    return xml.tag(
        "VariableValue",
        {},
        xml.tag("VariableRef", {"targetGUID": attribute.id}),
        xml.text(_VALUES[_TYPES[attribute.type]], value),
    )


def _choices(attribute: Attribute) -> str:
    if attribute.type != "choice":
        return ""
    return f"{ORDERED if attribute.ordered else CHOICES}: {BETWEEN_CHOICES.join(attribute.choices)}"
