"""Users, variables and cases of a REFI-QDA project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, get_args

from themes.exchange.held import HeldAttribute, HeldCase, HeldLink
from themes.exchange.other_project import Tally
from themes.exchange.refi import xml
from themes.model import AttributeType, CaseKind

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CHOICES, ORDERED = "One of", "In order"
"""What a description says before the choices of an attribute."""

BETWEEN_CHOICES = " | "
_TYPES: dict[str, AttributeType] = {
    "Text": "text", "Boolean": "choice", "Integer": "number", "Float": "number", "Date": "date", "DateTime": "date",
}  # fmt: skip
_YES_NO = {"true": "yes", "1": "yes", "false": "no", "0": "no"}
_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
_NO_VARIABLE = "a value of a variable that is not in the file"
_CASE_PARTS = {
    "CodeRef": "a code given to a case, rather than to words",
    "SelectionRef": "a passage given to a case: who says it is known from the text",
}
_TIME = re.compile(r"T[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?$")
_FIRST_YEAR = 1900  # NVivo writes the year 1 where it does not know


def users_of(root: Element) -> dict[str, str]:
    """The names of users by their GUIDs."""
    found = {
        xml.guid(user): xml.said(user, "name") or xml.said(user, "id")
        for user in xml.children(root.find("Users"), "User")
    }
    return {guid: name for guid, name in found.items() if name}


def moment(element: Element, name: str = "creationDateTime") -> str:
    """When something was made, in UTC as facts have it; empty where the file does not say or it cannot be."""
    written = element.get(name, "").strip()
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return ""
    try:
        there = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return ""
    return there.isoformat(timespec="milliseconds").replace("+00:00", "Z") if there.year >= _FIRST_YEAR else ""


def attributes_of(root: Element) -> dict[str, HeldAttribute]:
    """Variables by their GUIDs."""
    found = {}
    for variable in xml.children(root.find("Variables"), "Variable"):
        written = variable.get("typeOfVariable", "Text")
        kind = _TYPES.get(written, "text")
        heading, sign, choices = xml.child_text(variable, "Description").partition(": ")
        if sign and heading in (CHOICES, ORDERED):
            held = tuple(choice.strip() for choice in choices.split(BETWEEN_CHOICES) if choice.strip())
            attribute = HeldAttribute(name="", type="choice", choices=held, ordered=heading == ORDERED)
        else:
            attribute = HeldAttribute(name="", type=kind, choices=("no", "yes") if kind == "choice" else ())
        name = xml.said(variable, "name")
        if name:
            found[xml.guid(variable)] = HeldAttribute(
                name=name, type=attribute.type, choices=attribute.choices, ordered=attribute.ordered
            )
    return found


def values_of(
    element: Element, attributes: Mapping[str, HeldAttribute], tally: Tally, where: str
) -> tuple[tuple[str, str], ...]:
    """What variables say of a case or a text: names of attributes and values; empty ones say nothing."""
    values = {}
    for value in xml.children(element, "VariableValue"):
        attribute = attributes.get(xml.target(value, "VariableRef"))
        written = next((words for name in _VALUES if (words := xml.child_text(value, name))), "")
        if attribute is None:
            tally.add(_NO_VARIABLE, where)
        elif written:
            values[attribute.name] = _as_kept(written, attribute)
    return tuple(values.items())


def cases_of(
    root: Element, attributes: Mapping[str, HeldAttribute], texts: Mapping[str, str], tally: Tally
) -> tuple[list[HeldCase], dict[str, str], dict[str, str]]:
    """Cases, their labels by GUID, and what their descriptions say, by label.

    Args:
        root: The project.
        attributes: Variables by GUID.
        texts: Names of texts by the GUIDs of their sources.
        tally: Counts what has no place here.
    """
    cases: dict[str, HeldCase] = {}
    labels: dict[str, str] = {}
    described: dict[str, str] = {}
    for nth, element in enumerate(xml.children(root.find("Cases"), "Case"), start=1):
        label = xml.said(element, "name") or f"Case {nth}"
        if label.casefold() in cases:
            label = f"{label} ({nth})"
        labels[xml.guid(element)] = label
        for name, reason in _CASE_PARTS.items():
            for _ in xml.children(element, name):
                tally.add(reason, label)
        description = xml.child_text(element, "Description")
        kind = next((kind for kind in get_args(CaseKind) if f"Kind: {kind}" == description), None)
        if description and kind is None:
            described[label] = description
        heard = (texts.get(xml.guid(source, "targetGUID")) for source in xml.children(element, "SourceRef"))
        cases[label.casefold()] = HeldCase(
            label=label,
            kind=kind,
            values=values_of(element, attributes, tally, label),
            texts=tuple(dict.fromkeys(name for name in heard if name)),
        )
    return list(cases.values()), labels, described


def links_of(root: Element, labels: Mapping[str, str]) -> list[HeldLink]:
    """Links between cases."""
    return [
        HeldLink(label=labels[origin], other=labels[other], relation=xml.said(link, "name") or "linked to")
        for link in xml.children(root.find("Links"), "Link")
        if (origin := xml.guid(link, "originGUID")) in labels
        and (other := xml.guid(link, "targetGUID")) in labels
        and origin != other
    ]


def _as_kept(written: str, attribute: HeldAttribute) -> str:
    if attribute.type == "choice" and attribute.choices == ("no", "yes"):
        return _YES_NO.get(written.casefold(), written)
    return _TIME.sub("", written) if attribute.type == "date" else written
