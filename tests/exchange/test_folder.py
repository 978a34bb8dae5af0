"""A project as a folder of plain files: what comes back is equal, and what was changed is refused."""

from __future__ import annotations

import hashlib
import json
from dataclasses import is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.report.studies import interviews, materials

from themes.errors import BrokenFile
from themes.exchange.folder import SUMS, Plain, read, write
from themes.exchange.typed import fact_of
from themes.model import Code, Fact
from themes.operations import ENTITIES
from themes.report import Material


def plain(material: Material) -> Plain:
    """A study's facts, of those kinds that reports tell."""
    facts = (
        material.study, *material.coders, *material.cases, *material.transcripts, *material.codes, *material.quotations,
        *material.codings, *material.looked_at, *material.themes,
    )  # fmt: skip
    originals = {hashlib.sha256(data).hexdigest(): data for data in (b"\x00 any bytes \xff", b"")}
    return Plain(facts=facts, originals=originals)


_words = st.text(st.characters(codec="utf-8"), max_size=20)
_DRAWN: dict[Any, st.SearchStrategy[Any]] = {
    str: _words,
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
}


def drawn(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - the annotation of a field
    """Any value that a field of this type can have."""
    origin, inner = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return st.builds(hint, **{name: drawn(of) for name, of in get_type_hints(hint).items()})
    if origin is tuple:
        return st.lists(drawn(inner[0]), max_size=2).map(tuple) if ... in inner else st.tuples(*(map(drawn, inner)))
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is UnionType or origin is Union:
        return st.one_of(st.none(), *(drawn(one) for one in inner if one is not NoneType))
    return _DRAWN[hint]


# One of each kind, every field of it any value of its type: what came to the model since is drawn too.
one_of_each = st.tuples(*(drawn(kind) for kind in ENTITIES.values()))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(one_of_each, materials(), st.dictionaries(st.sampled_from(("a", "b")), st.binary(max_size=20)))
def test_100_random_projects_come_back_equal_in_every_field_of_every_kind_of_fact(
    facts: tuple[Fact, ...], material: Material, files: dict[str, bytes]
):
    study = plain(material)
    originals = {**study.originals, **{hashlib.sha256(data).hexdigest(): data for data in files.values()}}
    before = Plain(facts=(*facts, *study.facts), originals=originals)
    with TemporaryDirectory() as folder:
        write(before, Path(folder), program="Themes")
        after = read(Path(folder))
    assert sorted(map(repr, before.facts)) == sorted(map(repr, after.facts))
    assert before.originals == after.originals


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(plain(interviews(2)), tmp_path, program="Themes")
    return tmp_path


def test_texts_are_files_that_anything_can_read(folder: Path):
    assert (folder / "texts" / "0001.txt").read_bytes().decode() == interviews(2).transcripts[0].text


def test_a_file_that_was_changed_is_refused(folder: Path):
    (folder / "texts" / "0001.txt").write_text("Other words.", encoding="utf-8")
    with pytest.raises(BrokenFile, match=r"texts/0001\.txt was changed"):
        read(folder)


def test_a_file_that_is_missing_is_refused(folder: Path):
    (folder / "facts" / "code.jsonl").unlink()
    with pytest.raises(BrokenFile, match=r"has lost its file facts/code\.jsonl"):
        read(folder)


def put(folder: Path, name: str, data: bytes) -> None:
    """Change a file of a folder, and its checksum with it, as somebody would who means harm."""
    (folder / name).write_bytes(data)
    sums = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    told = [f"{hashlib.sha256(data).hexdigest()}  {name}" if one.endswith(name) else one for one in sums]
    (folder / SUMS).write_text("\n".join(told), encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    ["[]", "{}", "nonsense", '{"id": 1, "name": "A"}', '{"id": "k", "name": "A", "who": "me"}', "[" * 5000,
     '{"id": "k", "name": "A", "typical": "not a list"}', '{"id": "k", "name": "A", "retired": 1}'],
)  # fmt: skip
def test_what_is_no_fact_is_refused_though_its_checksum_is_right(folder: Path, line: str):
    put(folder, "facts/code.jsonl", f"{line}\n".encode())
    with pytest.raises(BrokenFile, match="Nothing was imported"):
        read(folder)


def test_a_place_outside_the_folder_is_never_read(folder: Path):
    place = folder / "facts" / "transcript.jsonl"
    rows = [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]
    data = "".join(json.dumps({**row, "text_file": "../../etc/passwd"}) + "\n" for row in rows).encode()
    put(folder, "facts/transcript.jsonl", data)
    with pytest.raises(BrokenFile, match="names no text"):
        read(folder)


def test_a_field_that_came_later_takes_its_default():
    assert fact_of(Code, {"id": "k", "name": "A"}) == Code(id="k", name="A")
