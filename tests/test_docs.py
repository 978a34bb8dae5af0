"""What the docs say is what the program does."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from themes.cli import main
from themes.cli.docs import page
from themes.cli.verb import SECTIONS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language in README.md."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_page_of_commands_is_what_the_help_says():
    assert page() == (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_the_help_shows_every_verb():
    assert set(main.commands) == {name for names in SECTIONS.values() for name in names}


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_verb_has_help_for_itself_and_each_option(name):
    command = main.commands[name]
    assert command.help
    assert [] == [option.name for option in command.params if isinstance(option, click.Option) and not option.help]
    assert "--json" in {part for option in command.params for part in option.opts}


@pytest.fixture
def interviews(tmp_path, corpus, monkeypatch):
    """A folder to work in, with the sample's interviews and case table."""
    shutil.copytree(corpus / "interviews", tmp_path / "interviews")
    shutil.copy(corpus / "cases.csv", tmp_path / "cases.csv")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("THEMES_CODER", "AB")
    return tmp_path


def test_the_command_lines_of_the_readme_run(interviews):
    lines = [line for block in blocks("console") for line in block.splitlines() if line.startswith("$ themes ")]
    assert len(lines) >= 8
    for line in lines:
        words = shlex.split(line.removeprefix("$ themes "), comments=True)
        spread = [one for word in words for one in (sorted(map(str, interviews.glob(word))) if "*" in word else [word])]
        result = CliRunner().invoke(main, spread)
        assert result.exit_code == 0, f"{line}\n{result.output}"
    assert (interviews / "themes.docx").is_file()


def test_the_notebook_of_the_readme_runs(interviews):
    (code,) = blocks("python")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own example
    assert (interviews / "themes.docx").is_file()


@pytest.mark.parametrize("document", sorted(path.name for path in ROOT.glob("*.md")))
def test_links_between_documents_lead_somewhere(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert [] == [target for target in targets if target and not (ROOT / target).exists()]
