"""The verb that compares coders: agreement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click

from themes.cli.behind import listed
from themes.cli.opened import to_read
from themes.cli.verb import Answer, main, written_as, wrote
from themes.compare import LEVELS, MEASURES, UNITS, Agreement, Level, Measure, Table, Unit, greatest_kappa, title_of
from themes.compare import agreement as agreement_of
from themes.errors import BrokenFile, FileTooLarge
from themes.model.frozen import SURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themes.project.agreement import CodersCompared
    from themes.project.compared import ComparedRow
    from themes.project.machine import Machine

_file = click.Path(dir_okay=False, path_type=Path)
_MOST_BYTES = 50_000_000
_SHAPE = '{"coders": [[value or null, …], …]}, a row a coder, a column a unit'


@main.command()
@click.argument("project", required=False, type=click.Path(dir_okay=False))
@click.option(
    "--table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.json",
    help=f"Compare a table instead of a project: {_SHAPE}; with "
    '"values", too, all that there could have been, lowest first.',
)
@click.option("--measure", type=click.Choice(MEASURES), default="alpha", show_default=True, help="Which coefficient.")
@click.option("--level", type=click.Choice(LEVELS), help="Of the table's values; nominal where not said.")
@click.option(
    "--unit",
    type=click.Choice(UNITS),
    help="What of a project is compared; the unit that the study fixed, else turns, where not said.",
)
@click.option("--code", "codes", multiple=True, help="Only this code of a project; several may be given.")
@click.option(
    "--by",
    "--coder",
    "coders",
    multiple=True,
    metavar="CODER",
    help="Only this coder of a project; give two or more. “machine” is what was frozen last (themes freeze).",
)
@click.option(
    "--sure",
    type=click.FloatRange(0, 1),
    help=f"From which probability on the machine is taken to give a code; {SURE} where not said.",
)
@click.option("--csv", "as_csv", type=_file, metavar="FILE", help="Write a project's table there.")
@click.option("--xlsx", "as_xlsx", type=_file, metavar="FILE", help="Write a project's table there, with its rule.")
@click.option("--behind", metavar="NAME", help="List the units behind the number of this code, theme, or “all codes”.")
def agreement(
    project: str | None,
    *,
    table: Path | None,
    measure: str,
    level: str | None,
    unit: str | None,
    codes: tuple[str, ...],
    coders: tuple[str, ...],
    sure: float | None,
    as_csv: Path | None,
    as_xlsx: Path | None,
    behind: str | None,
) -> Answer:
    """Say how far coders agree, in PROJECT or in a table, with a 95 % interval.

    In a project: code by code, theme by theme and over all codes, where two coders or more have looked (`themes
    looked`); units that nobody coded count too. Quotations as they were placed (--unit quotation) have an alpha of
    their own, which takes each as one decision (Krippendorff et al. 2016).
    """
    if (project is None) == (table is None):
        raise click.UsageError("Give either a PROJECT or --table FILE.json.")
    which = cast("Measure", measure)
    if table is not None:
        if unit or codes or coders or behind or as_csv or as_xlsx or sure is not None:
            raise click.UsageError(
                "--unit, --code, --by, --sure, --behind, --csv and --xlsx are for a project; a table holds its own "
                "units and coders."
            )
        return _of_table(table, which, cast("Level", level or "nominal"))
    if level not in (None, "nominal"):
        raise click.UsageError("--level is for a table; in a project each code is given or not, which is nominal.")
    files = written_as(csv=as_csv, xlsx=as_xlsx)
    asked: dict[str, Any] = {
        "unit": cast("Unit | None", unit),
        "coders": coders or None,
        "sure": SURE if sure is None else sure,
    }
    with to_read(str(project)) as opened:
        if behind is not None:
            return listed(opened, behind, **asked)
        if files:
            return wrote([opened.write_agreement(one, measure=which, codes=codes or None, **asked) for one in files])
        compared = opened.agreement(measure=which, codes=codes or None, **asked)
        machines = [one for one in opened.machines() if one.coder.name in compared.coders]
    return _of_project(compared, machines, asked["sure"])


def _of_table(file: Path, measure: Measure, level: Level) -> Answer:
    rows, values = _read(file)
    table = Table.of(rows, values=values)
    found = agreement_of(table, measure=measure, level=level, in_order=bool(values))
    lines = [found.sentence if found.withheld else f"{found.sentence}."]
    greatest = greatest_kappa(table) if measure == "kappa" and level == "nominal" else None
    if greatest is not None:
        lines.append(f"With how often each coder gave each value, no kappa could be over {greatest:.2f}.")
    return Answer(facts=_facts(found), lines=lines)


def _read(file: Path) -> tuple[list[list[Any]], list[Any]]:
    """The rows of a table and, where it says them, all values that there could have been.

    Raises:
        BrokenFile: It is no such table.
        FileTooLarge: It is over the limit.
    """
    n_bytes = file.stat().st_size
    if n_bytes > _MOST_BYTES:
        raise FileTooLarge(
            f"{file.name} is {n_bytes / 1e6:,.0f} MB (limit {_MOST_BYTES / 1e6:,.0f} MB). Nothing was compared."
        )
    try:
        said = json.loads(file.read_bytes(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BrokenFile(f"{file.name} is no JSON. Nothing was compared. It should be {_SHAPE}.") from error
    rows = said.get("coders") if isinstance(said, dict) else None
    values = said.get("values", []) if isinstance(said, dict) else []
    if not (isinstance(rows, list) and all(isinstance(row, list) for row in rows) and isinstance(values, list)):
        raise BrokenFile(f"{file.name} is no table of coders. Nothing was compared. It should be {_SHAPE}.")
    return rows, values


def _no_number(said: str) -> NoReturn:
    raise ValueError(said)


def _facts(found: Agreement) -> dict[str, Any]:
    """What a script reads; ``withheld`` is there only where something is withheld."""
    facts: dict[str, Any] = {
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "n_units": found.n_units,
        "measure": found.measure,
        "level": found.level,
    }
    return {**facts, "withheld": found.withheld} if found.withheld else facts


def _of_project(compared: CodersCompared, machines: Sequence[Machine], sure: float) -> Answer:
    from themes.project.agreement_files import outside, taken_from  # noqa: PLC0415 - --help need not wait for it

    pooled = compared.pooled
    facts = {
        "unit": compared.unit,
        "measure": compared.measure,
        "coders": list(compared.coders),
        "codes": [_row(row, compared) for row in compared.codes],
        "themes": [_row(row, compared) for row in compared.themes],
        "pooled": None if pooled is None else _row(pooled, compared),
        "codings_outside_units": compared.n_outside,
        **(
            {"machine_gives_from": sure, "machine": [line for one in machines for line in one.told]} if machines else {}
        ),
    }
    title = title_of(compared.measure, "nominal")
    who = ", ".join(compared.coders)
    lines = [f"{title} by {compared.unit}, those that nobody coded included: {who}."]
    if compared.unit == "quotation":
        lines = [f"{title} of quotations as they were placed (Krippendorff et al. 2016): {who}."]
    for machine in machines:
        lines += [*machine.told, taken_from(sure)]
    lines += [line for row in compared.codes for line in _lines(row.name, row, compared)]
    lines += ["Themes:"] if compared.themes else []
    lines += [line for row in compared.themes for line in _lines(row.name, row, compared)]
    if pooled is None:
        lines.append("No code was given by any of them.")
    else:
        decisions = compared.unit != "quotation"
        each = f", a decision for each code and {compared.unit}" if decisions else ""
        lines.append(f"All {len(compared.codes)} codes{each}:")
        lines += _lines("Pooled", pooled, compared, unit="decision" if decisions else "")
    return Answer(facts=facts, lines=[*lines, *outside(compared)])


def _row(row: ComparedRow, compared: CodersCompared) -> dict[str, Any]:
    return {
        "name": row.name,
        **_facts(row.agreement),
        **({} if row.placed is None else {"as_placed": row.placed}),
        "n_transcripts": row.n_transcripts,
        "n_transcripts_left_out": row.n_alone,
        "n_coded": dict(zip(compared.coders, row.n_coded, strict=True)),
    }


def _lines(name: str, row: ComparedRow, compared: CodersCompared, *, unit: str = "") -> list[str]:
    coded = ", ".join(f"{who} {n:,}" for who, n in zip(compared.coders, row.n_coded, strict=True))
    lines = [f"{name}: {row.agreement.numbers(unit or compared.unit)} ({coded})"]
    if row.n_alone:
        lines.append(
            f"    Left out: {row.n_alone} transcripts that {_not_looked(compared)} known to have looked at for it "
            "(themes looked)."
        )
    return lines


def _not_looked(compared: CodersCompared) -> str:
    return "not all of them are" if compared.unit == "quotation" else "only one of them is"
