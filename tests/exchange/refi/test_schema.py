"""Our reading of the standard's schema agrees with lxml's, on sound files and on spoilt ones."""

from __future__ import annotations

import random
import re
from importlib import resources
from typing import Any

import pytest
from lxml import etree
from tests.exchange.refi.studies import study
from tests.exchange.refi.test_round_trip import SCHEMA, project_of

from themes.exchange.refi import schema, xml
from themes.exchange.refi.doctor import examine
from themes.exchange.refi.write import write


def spoilt(root: Any, draw: random.Random) -> None:  # noqa: ANN401 - lxml has no types
    """Change one place: take away, double, rename, or misspell."""
    elements = [one for one in root.iter() if one is not root]
    one = draw.choice(elements)
    how = draw.randrange(6)
    if how == 0:
        one.getparent().remove(one)
    elif how == 1:
        one.getparent().append(etree.fromstring(etree.tostring(one)))
    elif how == 2 and one.attrib:
        del one.attrib[draw.choice(list(one.attrib))]
    elif how == 3 and one.attrib:
        one.set(draw.choice(list(one.attrib)), draw.choice(("", "x", "12", "true", "#12345g")))
    elif how == 4:
        one.set("label", "x")
    else:
        one.tag = one.tag.replace("Code", "Coder").replace("Set", "Sett")


@pytest.mark.parametrize("seed", range(60))
def test_a_spoilt_project_is_refused_by_both_or_by_neither(seed: int):
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    root = etree.fromstring(project_of(write(study(seed % 7 + 1)).data))
    for _ in range(seed % 3):
        spoilt(root, draw)
    data = etree.tostring(root)
    theirs = SCHEMA.validate(etree.fromstring(data))
    ours = list(schema.violations(xml.parse(data), "Project"))
    assert theirs == (not ours), (ours, SCHEMA.error_log)


def test_the_schemas_are_as_they_were_published():
    for file in ("Project-mrt2019.xsd", "Codebook-mrt2019.xsd"):
        text = resources.files("themes.exchange.refi").joinpath("schemas", file).read_text("utf-8")
        assert "Copyright 2019 REFI" in text
        assert "MIT license" in text


def test_every_element_that_the_schema_knows_is_read():
    text = resources.files("themes.exchange.refi").joinpath("schemas/Project-mrt2019.xsd").read_text("utf-8")
    assert len(re.findall("<xsd:complexType ", text)) == len(schema._schema("Project").types)


def test_our_own_files_are_sound():
    found = examine(write(study(3)).data)
    assert () == found.findings
    assert found.is_sound
