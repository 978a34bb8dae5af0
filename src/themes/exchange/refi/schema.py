"""What of a file is not as the standard's own schema says: a reader of the few parts of XSD that its schemas use.

lxml would do it, and is a development dependency alone: tests hold this against it. The schemas are shipped as they
were published, so that what counts is theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from themes.exchange.refi import xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SchemaName = Literal["Project", "CodeBook"]
_FILES: Mapping[SchemaName, str] = {"Project": "Project-mrt2019.xsd", "CodeBook": "Codebook-mrt2019.xsd"}
NAMESPACES: Mapping[SchemaName, str] = {
    "Project": "urn:QDA-XML:project:1.0",
    "CodeBook": "urn:QDA-XML:codebook:1.0",
}
_UNBOUNDED = 1 << 60
_TIME = r"\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?"
_BUILT_IN = {
    "xsd:string": re.compile(r".*", re.DOTALL),
    "xsd:boolean": re.compile(r"\s*(true|false|0|1)\s*"),
    "xsd:integer": re.compile(r"\s*[+-]?\d+\s*"),
    "xsd:decimal": re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*"),
    "xsd:date": re.compile(r"\s*-?\d{4,}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2})?\s*"),
    "xsd:dateTime": re.compile(rf"\s*-?\d{{4,}}-\d{{2}}-\d{{2}}T{_TIME}\s*"),
}
_SAID = {
    "GUIDType": "a GUID, as 5215cc69-b628-4e02-afb9-9beeaee55808",
    "RGBType": "a colour, as #33cc33",
    "xsd:boolean": "true or false",
    "xsd:integer": "a whole number",
    "xsd:decimal": "a number",
    "xsd:date": "a date, as 2026-11-22",
    "xsd:dateTime": "a moment, as 2026-11-22T09:30:00Z",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """What is not as the schema says, the same for all places of its kind, and where one is."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in the order of an element's children: which may stand there, how often."""

    kinds: Mapping[str, str]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class _Type:
    """What an element may hold: children in an order, attributes with their types and whether they must be there."""

    slots: tuple[_Slot, ...]
    attributes: Mapping[str, tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class _Schema:
    types: Mapping[str, _Type]
    values: Mapping[str, re.Pattern[str]]
    root: str


def violations(root: Element, name: SchemaName) -> Iterator[Violation]:
    """What of a document is not as its schema says, from the top down.

    Args:
        root: Its root, by local names.
        name: Which schema.
    """
    schema = _schema(name)
    if root.tag != name:
        yield Violation(f"the first element is {root.tag}, not {name}", root.tag)
        return
    waiting: list[tuple[Element, str]] = [(root, schema.root)]
    while waiting:
        element, kind = waiting.pop()
        of = schema.types.get(kind)
        if of is None:
            for inner in [*element.keys(), *(str(child.tag) for child in element)]:
                if not inner.startswith("{"):
                    yield Violation(f"{element.tag} has “{inner}”, which the standard does not know", element.tag)
            if not _fits(schema, kind, element.text or ""):
                yield Violation(f"{element.tag} holds what is not {_SAID.get(kind, kind)}", element.tag)
            continue
        yield from _attributes(schema, of, element)
        yield from _order(of, element, waiting)


def _attributes(schema: _Schema, of: _Type, element: Element) -> Iterator[Violation]:
    where = _where(element)
    for name, (kind, required) in of.attributes.items():
        value = element.get(name)
        if value is None and required:
            yield Violation(f"{element.tag} lacks “{name}”", where)
        elif value is not None and not _fits(schema, kind, value):
            yield Violation(f"“{name}” of {element.tag} is not {_SAID.get(kind, 'one of the words it may be')}", where)
    for name in element.keys() - of.attributes.keys():
        if not name.startswith("{"):  # of another namespace, as where the schema lies
            yield Violation(f"{element.tag} has “{name}”, which the standard does not know", where)


def _order(of: _Type, element: Element, waiting: list[tuple[Element, str]]) -> Iterator[Violation]:
    """Children that are unknown, in the wrong order, too many or too few; the known ones are to be looked at next."""
    at, counts = 0, Counter[int]()
    for child in element:
        found = next((nth for nth in range(at, len(of.slots)) if child.tag in of.slots[nth].kinds), None)
        if found is None:
            early = next((nth for nth in range(at) if child.tag in of.slots[nth].kinds), None)
            if early is None:
                yield Violation(
                    f"{element.tag} holds {child.tag}, which the standard does not know there", _where(child)
                )
                continue
            yield Violation(f"{child.tag} stands too late in {element.tag}", _where(child))
            found = early
        else:
            at = found
        counts[found] += 1
        if counts[found] == of.slots[found].most + 1:
            yield Violation(f"{element.tag} holds more than one {child.tag}", _where(element))
        waiting.append((child, of.slots[found].kinds[child.tag]))
    for nth, slot in enumerate(of.slots):
        if counts[nth] < slot.least:
            yield Violation(f"{element.tag} holds no {' or '.join(slot.kinds)}, and needs one", _where(element))


def _fits(schema: _Schema, kind: str, value: str) -> bool:
    pattern = schema.values.get(kind) or _BUILT_IN[kind]
    return pattern.fullmatch(" ".join(value.split()) if kind in schema.values else value) is not None


def _where(element: Element) -> str:
    """Where something stands, by its GUID or its kind: a name may be a participant's words."""
    return f"{element.tag} {element.get('guid', '')}".strip()


@cache
def _schema(name: SchemaName) -> _Schema:
    file = resources.files(__package__).joinpath("schemas", _FILES[name])
    root = xml.parse(file.read_bytes())
    types = {of.get("name", ""): _type(of) for of in root.findall("complexType")}
    values = {of.get("name", ""): _value(of) for of in root.findall("simpleType")}
    return _Schema(types, values, root=f"{name}Type")


def _type(of: Element) -> _Type:
    slots: list[_Slot] = []
    for group in (*of.findall("sequence"), *of.findall("choice")):
        slots += [_choice(group)] if group.tag == "choice" else [_slot(one) for one in group if one.tag != "annotation"]
    attributes = {
        one.get("name", ""): (one.get("type", ""), one.get("use") == "required") for one in of.findall("attribute")
    }
    return _Type(tuple(slots), attributes)


def _slot(one: Element) -> _Slot:
    if one.tag == "choice":
        return _choice(one)
    return _Slot({one.get("name", ""): one.get("type", "")}, int(one.get("minOccurs", "1")), _most(one))


def _choice(group: Element) -> _Slot:
    kinds = {one.get("name", ""): one.get("type", "") for one in group.findall("element")}
    optional = any(one.get("minOccurs") == "0" for one in group.findall("element"))
    return _Slot(kinds, 0 if optional else int(group.get("minOccurs", "1")), _most(group))


def _most(one: Element) -> int:
    written = one.get("maxOccurs", "1")
    return _UNBOUNDED if written == "unbounded" else int(written)


def _value(of: Element) -> re.Pattern[str]:
    patterns = [one.get("value", "") for one in of.iter("pattern")]
    words = [re.escape(one.get("value", "")) for one in of.iter("enumeration")]
    return re.compile("|".join([*patterns, *words]))
