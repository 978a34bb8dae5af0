"""The key file: kept apart, for one study, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from themes.errors import NotAProject, NotFound
from themes.model import KnownName, Original
from themes.store import KeyFile

ANN = KnownName(id="1", name="Ann Lee", spellings=("Annie",), pseudonym="P07", case_id="case")
ORIGINAL = Original(
    transcript_id="t", title="Ann", source_name="ann.txt", source_sha256="ab", text="Ann 😀", labels=("Ann",), at="2026"
)


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "study.key", "study")


def test_looking_makes_no_file(key: KeyFile) -> None:
    assert ([], set(), [], []) == (key.names(), key.stays(), key.replaced(), key.originals("t"))
    assert not key.exists()


def test_names_come_back_as_they_were_kept(key: KeyFile) -> None:
    other = KnownName(id="2", name="Pennick Vale", kind="organisation", pseudonym="trust A")
    key.keep_names([ANN, other])
    assert [ANN, other] == key.names()


def test_a_name_of_the_same_id_takes_the_place_of_the_one_before(key: KeyFile) -> None:
    key.keep_names([ANN])
    again = KnownName(id="1", name="Anne Lee", pseudonym="P07")
    key.keep_names([again])
    assert [again] == key.names()


def test_a_forgotten_name_is_gone_from_the_bytes(key: KeyFile) -> None:
    key.keep_names([ANN])
    key.forget_name("1")
    assert b"Annie" not in key.path.read_bytes()


def test_words_stay_until_they_do_not(key: KeyFile) -> None:
    key.let_stay(["teams", "may"])
    key.let_stay(["may"], stays=False)
    assert {"teams"} == key.stays()


def test_an_original_is_kept_once_however_often_it_is_given(key: KeyFile) -> None:
    for _ in range(2):
        key.keep_original(ORIGINAL, [("Ann", "P07")], {"ab": b"Ann"})
    assert ([ORIGINAL], [("Ann", "P07")], b"Ann") == (key.originals("t"), key.replaced(), key.source("ab"))


def test_a_file_that_it_does_not_keep_is_not_found(key: KeyFile) -> None:
    key.keep_names([ANN])
    with pytest.raises(NotFound):
        key.source("cd")


def test_another_studys_key_is_refused(key: KeyFile) -> None:
    key.keep_names([ANN])
    with pytest.raises(NotAProject, match="another study"):
        KeyFile(key.path, "other").names()


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to look at" * 40])
def test_what_is_no_key_is_refused_and_left_as_it_is(key: KeyFile, content: bytes) -> None:
    key.path.write_bytes(content)
    with pytest.raises(NotAProject):
        key.keep_names([ANN])
    assert content == key.path.read_bytes()


def test_another_database_is_refused(key: KeyFile) -> None:
    with closing(sqlite3.connect(key.path)) as other:
        other.execute("CREATE TABLE name (x)")
    with pytest.raises(NotAProject, match="no key of Themes"):
        key.names()


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_only_its_owner_may_read_it(key: KeyFile) -> None:
    key.keep_names([ANN])
    assert 0o600 == key.path.stat().st_mode & 0o777
