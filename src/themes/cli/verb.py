"""What every verb of the command line shares: its group, its answer, ``--json``, refusals and exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click

from themes import __version__
from themes.errors import ThemesError

REFUSED = 1
"""The exit code where something was not done, with the reason said; 2 is click's, for what it did not understand."""


_WIDEST = 200  # characters of a verb's first sentence in the list of verbs: all of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a verb has to say.

    ``facts`` go to scripts as JSON, ``lines`` to people; ``refused`` says that part of what was asked was not done;
    ``then`` is called once all is said.
    """

    facts: object
    lines: Sequence[str]
    refused: bool = False
    then: Callable[[], None] | None = None


class Verb(click.Command):
    """A command whose function returns an ``Answer``; it knows ``--json``, and ends with 1 where it was refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on to click as they come
        """Make the command, with ``--json`` as its last option."""
        super().__init__(*args, **kwargs)
        self.params.append(click.Option(["--json", "as_json"], is_flag=True, help="Print facts as JSON."))

    def invoke(self, ctx: click.Context) -> None:
        """Call the function, print its answer, and leave with the exit code."""
        as_json = ctx.params.pop("as_json")
        try:
            answer: Answer = super().invoke(ctx)
        except ThemesError as error:
            _refuse(str(error), kind=type(error).__name__, as_json=as_json)
        except OSError as error:
            # What a file system says of a path that a person gave: no place, no permission, no room.
            named = f"{error.filename}: " if error.filename else ""
            _refuse(f"{named}{error.strerror}. Nothing was written.", kind=type(error).__name__, as_json=as_json)
        # ASCII only: a console or pipe of another encoding must not break what scripts read.
        click.echo(json.dumps(answer.facts, indent=2) if as_json else _shown("\n".join(answer.lines)))
        if answer.then is not None:
            answer.then()
        if answer.refused:
            ctx.exit(REFUSED)


SECTIONS = {
    "Begin": ("new", "study", "sample", "app"),
    "Transcripts and cases": (
        "preview",
        "add",
        "bring-in",
        "survey",
        "list",
        "cases",
        "case",
        "property",
        "correct",
        "replace",
        "displaced",
    ),
    "Topic guide": ("guide", "match-questions", "askings", "answers"),
    "Names and consent": (
        "names",
        "identifiers",
        "accept-names",
        "keep-names",
        "mark-name",
        "second-reading",
        "release",
        "consent",
        "withdraw",
    ),
    "Candidate themes": ("discover", "candidates", "accept", "reject", "merge", "split", "rename", "what-changed"),
    "Codebook and themes": ("codes", "theme"),
    "Codings": ("code", "uncode", "codings", "looked", "suggest", "review", "learning", "search"),
    "Memos": ("memo", "memos"),
    "Two coders": ("join", "clashes", "double-code", "freeze", "agreement", "disagreements", "whose"),
    "Queries": ("query", "queries"),
    "Conclude": ("matrix", "prevalence", "coverage", "counts"),
    "Report": ("report", "report-text", "report-cells", "verify", "qdpx", "export", "import"),
    "Back, forth and safety": ("undo", "redo", "history", "backup", "restore", "check"),
}
"""The verbs in the order of the journey, as the help shows them."""


class Verbs(click.Group):
    """The verbs, shown by section instead of by the alphabet."""

    command_class = Verb

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the journey."""
        del ctx
        return [name for names in SECTIONS.values() for name in names]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each section with the first sentence of each verb's help."""
        del ctx
        for section, names in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(_WIDEST)) for name in names])


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 refused with a reason, 2 not understood.",
)
@click.version_option(__version__, prog_name="themes")
def main() -> None:
    """From interview transcripts to findings that anyone can check, on this computer alone.

    A study is one file, PROJECT.themes: `themes new` makes it, `themes add` takes in transcripts, `themes discover`
    proposes candidate themes, `themes accept` makes codes of them, and `themes report` writes the report.
    `themes sample` makes a fictional study to try things on.
    """


project_argument = click.argument("project", type=click.Path(dir_okay=False))
"""The project's file; ``.themes`` may be left out."""

coder_option = click.option(
    "--coder",
    metavar="NAME",
    envvar="THEMES_CODER",
    help="Who does this; who acted last, on this computer or at all, where not given.",
)
"""Who acts, on the verbs that change something or look through a coder's eyes."""

model_option = click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with a sentence-transformers model, instead of the encoder that comes along.",
)
"""Which encoder places segments by what they mean."""


def written_as(**asked: Path | None) -> list[Path]:
    """The files that were asked for, by the suffix of each option.

    Raises:
        UsageError: A file ends otherwise than its option says.
    """
    files = {suffix: path for suffix, path in asked.items() if path is not None}
    for suffix, path in files.items():
        if path.suffix.casefold() != f".{suffix}":
            raise click.UsageError(f"--{suffix} writes a file that ends in .{suffix}, not {path.name}.")
    return list(files.values())


def wrote(paths: Sequence[Path]) -> Answer:
    """What is said of files that were written."""
    return Answer(facts={"paths": [str(path) for path in paths]}, lines=[f"Wrote {path}." for path in paths])


def on_terminal(share: float, what: str) -> None:
    """Show on a terminal how far a long verb is: its share done, and what it does."""
    if sys.stderr.isatty():
        ended = "\n" if share >= 1 else ""
        click.echo(f"\r\x1b[K{share:4.0%}  {what}{ended}", err=True, nl=False)


def _shown(text: str) -> str:
    """The text as any terminal can take it: a file's name on Linux may hold bytes that are no text."""
    return text.encode(errors="replace").decode()


def _refuse(message: str, *, kind: str, as_json: bool) -> NoReturn:
    """Say why something was not done, to people on one line of stderr, to scripts as JSON, and leave."""
    if as_json:
        click.echo(json.dumps({"error": message, "kind": kind}, indent=2))
    else:
        click.echo(_shown(" ".join(message.split())), err=True)
    sys.exit(REFUSED)
