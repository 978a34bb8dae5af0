"""docs/commands.md, made from the help: ``python -m themes.cli.docs > docs/commands.md``."""

from __future__ import annotations

import sys

import click

from themes.cli.verb import SECTIONS, main

_WIDTH = 100
_HEAD = """# Commands

Made from the help by `python -m themes.cli.docs > docs/commands.md`; a test holds the two together.

Each verb prints facts as JSON with `--json`.
What a verb could not do it says in one line on stderr, or with `--json` as `{"error": "…", "kind": "…"}` on stdout,
where `kind` is the name of an error of `themes.errors`.

Exit codes: 0 done, 1 refused with a reason, 2 not understood.
`add` takes in the good files of several and ends with 1 where one was refused.
Verbs that only look (`list`, `candidates`, `codings`, …) work while the page has the project open; those that change
something then say who has it open.

`THEMES_CODER` names the coder for every verb.
A candidate is named by its rank in the latest discovery or by its id; a transcript by its title, its file's name or its
id; a code by its name, its path (`The change team > Recruitment`) or its id.
The beginning of an id serves as well.
"""


def page() -> str:
    """The page in Markdown: each verb's help under its section."""
    parts = [_HEAD]
    context = click.Context(main, info_name="themes", **main.context_settings)
    for section, names in SECTIONS.items():
        parts.append(f"## {section}\n")
        for name in names:
            command = main.commands[name]
            inner = click.Context(
                command, parent=context, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH
            )
            parts.append(f"### themes {name}\n\n```text\n{command.get_help(inner)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(page())
