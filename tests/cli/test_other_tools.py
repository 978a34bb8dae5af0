"""``themes bring-in``."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from themes.cli import main


def test_bring_in_counts_what_came_and_says_what_was_refused(tmp_path: Path):
    run = CliRunner().invoke
    project = str(tmp_path / "s.themes")
    (tmp_path / "coded.csv").write_text("answer,code\nWe waited long.,waiting\n", encoding="utf-8")
    (tmp_path / "grid.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert 0 == run(main, ["new", project, "--coder", "AB"]).exit_code
    result = run(main, ["bring-in", project, str(tmp_path / "coded.csv"), str(tmp_path / "grid.csv"), "--json"])
    came, refused = json.loads(result.stdout)
    assert (1, 1, 1, []) == (came["transcripts"], came["codes"], came["codings"], came["not_brought"])
    assert ("UnknownFormat", 1) == (refused["kind"], result.exit_code)
    said = run(main, ["bring-in", project, str(tmp_path / "coded.csv"), "--column", "text=answer"])
    assert "1 codings in 1 transcripts were here." in said.output
    assert 0 == said.exit_code
    assert 2 == run(main, ["bring-in", project, str(tmp_path / "coded.csv"), "--column", "text"]).exit_code
