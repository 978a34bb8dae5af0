"""``themes qdpx``, and ``themes check`` as a doctor for other tools' files."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import say
from tests.exchange.refi.look_alikes import TOOLS, make


def test_qdpx_is_written_checked_and_brought_in(tmp_path: Path):
    study, file = tmp_path / "s.themes", tmp_path / "s.qdpx"
    assert 0 == say("new", study, "--coder", "AB", "--pseudonymised").code
    file.write_bytes(make(TOOLS[0]).data)
    came = say("bring-in", study, file, "--json").facts[0]
    assert (2, 50, "utf-16", "sure") == (
        came["transcripts"], came["codings"], came["counted"]["positions"], came["counted"]["sure"],
    )  # fmt: skip
    written = say("qdpx", study, "--out", tmp_path / "out.qdpx", "--json")
    assert (0, 50) == (written.code, written.facts["codings"])
    checked = say("check", tmp_path / "out.qdpx", "--json")
    assert (0, True, []) == (checked.code, checked.facts["sound"], checked.facts["findings"])
    assert 1 == say("qdpx", study, "--out", tmp_path / "out.zip").code


def test_check_says_what_is_wrong_with_another_tools_file_and_what_to_do(tmp_path: Path):
    file = tmp_path / "n.qdpx"
    file.write_bytes(make(TOOLS[0]).data)
    said = say("check", file)
    assert 1 == said.code
    assert "sources do not lie in the folder “sources”" in said.out
    assert "positions do not count as the standard says, but UTF-16" in said.out
    file.write_bytes(b"PK\x03\x04 not really")
    broken = say("check", file, "--json")
    assert (1, False) == (broken.code, broken.facts["sound"])
    assert "cannot be read" in broken.facts["findings"][0]["what"]


def test_positions_can_be_said_otherwise(tmp_path: Path):
    study, file = tmp_path / "s.themes", tmp_path / "n.qdpx"
    assert 0 == say("new", study, "--coder", "AB").code
    file.write_bytes(make(TOOLS[0]).data)
    refused = say("bring-in", study, file, "--positions", "furlongs", "--json")
    assert "no such way of counting" in refused.facts[0]["error"]
    assert 0 == say("bring-in", study, file, "--positions", "code points").code
