"""What the program proposed, in plain words for the method, and with what, in a table of technical details."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from statistics import median

from themes.model import Run
from themes.report.material import Material
from themes.report.wording import counted, listed
from themes.text import count_words


def proposed(material: Material) -> str:
    """What a program proposed and what people made of it, for a reader who knows nothing of either."""
    if not material.runs:
        return "No program proposed anything: what was coded was found by reading."
    by_run = _outcomes(material)
    told = told_runs(material)
    sentences = [_run(run, Counter(by_run.get(run.id, ())), material) for run in told]
    n_split = sum(outcomes.count("split") for outcomes in by_run.values())
    if n_split:
        sentences.append(f"Before that, people split {counted(n_split, 'group')} into parts, which count as groups.")
    rest = len(_standing(material)) - len(told)
    if rest:
        searches = "search" if rest == 1 else "searches"
        sentences.append(f"Of what {rest:,} further {searches} proposed, nothing was decided on.")
    return " ".join(sentences)


def _outcomes(material: Material) -> dict[str, list[str]]:
    """What became of the groups of each run, by its id."""
    outcomes = {decision.id: decision.outcome for decision in material.decisions}
    by_run: dict[str, list[str]] = {}
    for candidate in material.candidates:
        by_run.setdefault(candidate.run_id, []).append(outcomes.get(candidate.id, "open"))
    return by_run


def told_runs(material: Material) -> list[Run]:
    """The runs that a report tells of: those on which something was decided, else the latest."""
    by_run = _outcomes(material)
    standing = _standing(material)
    decided = [run for run in standing if set(by_run.get(run.id, ())) - {"open"}]
    return decided or sorted(standing, key=lambda run: run.at)[-1:]


def _standing(material: Material) -> list[Run]:
    """The runs but those of which a group was split: all else of them, decisions too, stands on in the run after."""
    by_run = _outcomes(material)
    return [run for run in material.runs if "split" not in by_run.get(run.id, ())]


def _run(run: Run, outcomes: Counter[str], material: Material) -> str:
    unplaced = sum(1 for member in run.members if member.rank == 0)
    beside = f"; {counted(unplaced, 'passage')} fitted into none of them" if unplaced else ""
    fates = listed(
        [
            f"accepted {outcomes['accepted']:,}",
            f"merged {outcomes['merged']:,} into another",
            f"rejected {outcomes['rejected']:,}",
            f"left undecided {outcomes['open']:,}",
        ]
    )
    return (
        f"On {_day(run.at)} a program on the study's own computer grouped {counted(len(run.members), 'passage')} "
        f"{_length(run, material)}by likeness of meaning and proposed {counted(outcomes.total(), 'group')} as "
        f"candidate themes{beside}. What becomes of a group a person decides. Of these groups people {fates}."
    )


def _day(at: str) -> str:
    """A moment's day as a reader writes it: "22 November 2026"."""
    day = datetime.fromisoformat(at)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


# Not from the calendar module, whose names follow the computer's language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _length(run: Run, material: Material) -> str:
    """How long the passages of a run are, to the next ten words; empty where none of them stands any more."""
    texts = {source.id: source.text for source in material.transcripts}
    lengths = [
        count_words(texts[member.transcript_id][member.start : member.end])
        for member in run.members
        if member.transcript_id in texts
    ]
    return f"of about {max(10, round(median(lengths), -1)):.0f} words " if lengths else ""


def program(material: Material) -> str:
    """The program and its version."""
    return f"Themes {material.version}".strip()


def technical_details(material: Material) -> tuple[tuple[str, str], ...]:
    """What it takes to do it again.

    Args:
        material: The facts.

    Returns:
        Names and values, each name once; where several searches are told of and differ, each value says of which.
    """
    runs = told_runs(material)
    by_name: dict[str, dict[int, str]] = {}
    for nth, run in enumerate(runs, start=1):
        parameters = dict(run.parameters)
        details = {
            "search for candidate themes": f"{run.at[:16].replace('T', ' ')} UTC",
            "engine": parameters.pop("engine", run.engine),
            "model": run.model,
            "seed": str(run.seed),
            "passages": f"{len(run.members):,}",
        }
        for name, value in (details | parameters).items():
            by_name.setdefault(name, {})[nth] = value
    total = sum(material.n_steps.values())
    undone = material.n_steps.get("undo", 0)
    back = f", {undone:,} of them to undo another" if undone else ""
    return (
        ("Program", program(material)),
        *((f"{name[:1].upper()}{name[1:]}", _values(values, len(runs))) for name, values in by_name.items()),
        ("Version of the codebook", f"{material.codebook_version:,}"),
        *([("Log of the project", f"{counted(total, 'step')}{back}")] if total else []),
    )


def _values(values: dict[int, str], n_runs: int) -> str:
    if len(values) == n_runs and len(set(values.values())) == 1:
        return values[1]
    return "; ".join(f"{value} (search {nth})" for nth, value in values.items())
