"""Spoilt packages are read or refused in words, by the reader and by the doctor: nothing else comes of them.

Forty in CI; ``make hostile`` sets ``THEMES_HOSTILE`` to 1000. Here without the child process, so that a slip shows.
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable

import pytest
from tests.exchange.refi.look_alikes import TOOLS, make, packed
from tests.exchange.refi.studies import study
from tests.exchange.refi.taken_in import taken_in

from themes import rules
from themes.errors import RefusedFile
from themes.exchange.refi.doctor import examine
from themes.exchange.refi.read import found_in
from themes.exchange.refi.write import write
from themes.read.fence import wire

N_BROKEN = int(os.environ.get("THEMES_HOSTILE") or 40)
_VALUE = re.compile(rb'"[^"]{0,80}"')
_STRANGE = (b"-1", b"99999999999999999999999", b"x" * 500, b"{}", b"\xff", b"\xed\xa0\x80", b"&#0;", b"", b"1e9", b"..")


def spoilt(data: bytes, draw: random.Random) -> bytes:
    """A package with one thing wrong: its bytes, its project file's values or order, or a text."""
    how = draw.randrange(5)
    if how == 0:
        at = draw.randrange(len(data))
        return data[:at] + bytes([draw.randrange(256)]) + data[at + draw.randrange(1, 30) :]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    project = next(name for name in files if name.casefold().endswith(".qde"))
    whole = files[project]
    if how == 1:
        values = list(_VALUE.finditer(whole))
        for found in sorted(draw.sample(values, 5), key=lambda one: -one.start()):
            whole = whole[: found.start() + 1] + draw.choice(_STRANGE) + whole[found.end() - 1 :]
    elif how == 2:
        tags = list(re.finditer(rb"<[^<>]+/>", whole))
        one, other = draw.sample(tags, 2)
        whole = whole[: one.start()] + other[0] + whole[one.start() :]
    elif how == 3:
        start, end = sorted(draw.sample(range(len(whole)), 2))
        whole = whole[:start] + whole[end:]
    else:
        name = draw.choice([name for name in files if name != project])
        files[name] = bytes(draw.randrange(256) for _ in range(draw.randrange(300)))
    return packed({**files, project: whole})


def refusal(way: Callable[[bytes], object], data: bytes) -> str:
    """In which words something was refused; empty where it was not."""
    try:
        wire.packed(way(data))
    except RefusedFile as error:
        return str(error)
    return ""


@pytest.mark.parametrize("tens", range((N_BROKEN + 9) // 10))
def test_spoilt_packages_are_read_or_refused_in_words(tens: int):
    for seed in range(tens * 10, tens * 10 + 10):
        draw = random.Random(seed)  # noqa: S311 - nothing secret
        sound = write(study(seed)).data if seed % 2 else make(draw.choice(TOOLS), n_passages=5).data
        data = spoilt(sound, draw)
        refused = refusal(found_in, data)
        assert refused == refusal(examine, data)
        assert refused.endswith(".") or not refused
        if not refused:
            facts, _ = taken_in(data)
            for kind in rules.RULES:
                rules.check(kind, {fact.id: fact for fact in facts if isinstance(fact, kind)})
