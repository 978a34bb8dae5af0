"""Every quotation at its words, whatever tool wrote the package: look-alikes of what was seen in the wild."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections import Counter

import pytest
from tests.exchange.refi.look_alikes import TOOLS, Tool, make, packed

from themes.exchange.other_project import OtherProject
from themes.exchange.refi import evidence
from themes.exchange.refi.read import found_in


def read(data: bytes) -> OtherProject:
    return found_in(data).as_project()


def quoted(project: OtherProject) -> Counter[tuple[str, str, str]]:
    return Counter((one.text_name, one.words, path[-1]) for one in project.passages for path in one.codes)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_quotation_stands_at_its_words(tool: Tool, seed: int):
    made = make(tool, seed=seed)
    project = read(made.data)
    assert Counter(made.passages) == quoted(project)
    assert () == project.not_brought
    counted = project.counted
    assert counted is not None
    assert counted.sure in ("sure", "by words"), counted


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_three_passages_are_enough(tool: Tool):
    made = make(tool, n_texts=1, n_passages=3, seed=5)
    project = read(made.data)
    right = Counter(made.passages) == quoted(project)
    assert project.counted is not None
    # What three passages cannot tell is said to be unsure.
    assert right or project.counted.sure in ("unsure", "likely")


def test_the_name_of_the_tool_does_not_decide():
    made = make(Tool("an NVivo that counts as the standard says", "NVivo 15"))
    assert Counter(made.passages) == quoted(read(made.data))


def test_what_no_way_of_counting_fits_is_refused_with_its_reason():
    draw = random.Random(3)  # noqa: S311 - nothing secret
    with zipfile.ZipFile(io.BytesIO(make(Tool("random", "x"), n_passages=40).data)) as package:
        files = {name: package.read(name) for name in package.namelist()}

    def moved(_: re.Match[bytes]) -> bytes:
        start = draw.randrange(1000)
        return b'startPosition="%d" endPosition="%d"' % (start, start + draw.randrange(5, 200))

    files["project.qde"] = re.sub(rb'startPosition="\d+" endPosition="\d+"', moved, files["project.qde"])
    project = read(packed(files))
    assert () == project.passages
    assert [evidence.NO_WAY] == [one.reason for one in project.not_brought]
    assert project.counted is not None
    assert ("Interview 1", "Interview 2") == project.counted.refused
