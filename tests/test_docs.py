"""What the docs say is what the program does."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from themes import Project, read
from themes.cli import main
from themes.cli.docs import page
from themes.cli.verb import SECTIONS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
WITH_COMMANDS = [
    name for name in DOCUMENTS if name.startswith("docs/") and "```console" in (ROOT / name).read_text(encoding="utf-8")
]


def blocks(language: str, text: str = README) -> list[str]:
    """The fenced blocks of a language in README.md, or another text."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def say_lines(text: str, folder: Path) -> int:
    """Say each ``$ themes`` line of a document, as a shell in that folder would; how many there were."""
    lines = [line for block in blocks("console", text) for line in block.splitlines() if line.startswith("$ themes ")]
    for line in lines:
        words = shlex.split(line.removeprefix("$ themes "), comments=True)
        spread = [
            one for word in words for one in (sorted(map(str, folder.glob(word))) if word.endswith("/*") else [word])
        ]
        result = CliRunner().invoke(main, spread)
        assert result.exit_code == 0, f"{line}\n{result.output}"
    return len(lines)


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
    """A folder to work in, with four of the sample's interviews and their case table."""
    (tmp_path / "interviews").mkdir()
    files = sorted((corpus / "interviews").iterdir())[:4]
    for file in files:
        shutil.copy(file, tmp_path / "interviews")
    head, *rows = (corpus / "cases.csv").read_text(encoding="utf-8").splitlines()
    theirs = [row for row in rows if row.startswith(tuple(file.name for file in files))]
    (tmp_path / "cases.csv").write_text("\n".join([head, *theirs]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("THEMES_CODER", "AB")
    return tmp_path


def test_the_command_lines_of_the_readme_run(interviews):
    assert say_lines(README, interviews) >= 8
    assert (interviews / "themes.docx").is_file()


@pytest.fixture(scope="session")
def described(tmp_path_factory, corpus):
    """A folder with a study of two interviews, coded, and the files that docs/ speaks of; to be copied."""
    folder = tmp_path_factory.mktemp("described")
    for part in ("interviews", "corrected"):
        (folder / part).mkdir()
    first, _, third, *_, last = sorted((corpus / "interviews").glob("*.txt"))
    shutil.copy(last, folder / "interviews")
    words = first.read_text(encoding="utf-8").replace("September", "October")
    (folder / "corrected" / first.name).write_text(words, encoding="utf-8")
    shutil.copy(corpus / "topic-guide.txt", folder)
    (folder / "coded.csv").write_text("text,code,source\nWe were not asked at all.,Asking,Site C\n", encoding="utf-8")
    (folder / "survey.csv").write_text(
        "ID,Trust,What helped?\n" + "".join(f"{nth},North,It helped that we met on day {nth}.\n" for nth in range(9)),
        encoding="utf-8",
    )
    with Project.create(folder / "clp.themes", coder="AB") as project:
        project.add_many([first, third])
        project.add_case_table(corpus / "cases.csv")
        project.read_guide(corpus / "topic-guide.txt")
        project.add_code("Board engagement")
        project.add_coding("01-harrowmere-chair", 1586, 1788, "Board engagement")
        project.ask_here("01-harrowmere-chair", 7, "9")
    return folder


@pytest.mark.parametrize("document", WITH_COMMANDS)
def test_the_command_lines_of_the_docs_run(document, described, tmp_path, monkeypatch):
    folder = shutil.copytree(described, tmp_path / "clp")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("THEMES_CODER", "AB")
    assert say_lines((ROOT / document).read_text(encoding="utf-8"), folder) >= 1


def test_every_kind_of_file_that_is_read_is_in_the_docs():
    told = (ROOT / "docs" / "transcripts.md").read_text(encoding="utf-8")
    assert [] == [suffix for kind in read.FORMATS for suffix in kind.suffixes if f"`{suffix}`" not in told]


def test_the_notebook_of_the_readme_runs(interviews):
    (code,) = blocks("python")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own example
    assert (interviews / "themes.docx").is_file()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_documents_lead_somewhere(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert [] == [target for target in targets if target and not (ROOT / document).parent.joinpath(target).exists()]


def test_every_page_of_the_docs_is_reached_from_the_readme():
    assert [] == [name for name in DOCUMENTS if name.startswith("docs/") and f"({name})" not in README]
