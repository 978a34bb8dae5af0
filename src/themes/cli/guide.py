"""Verbs on the topic guide and its answers: guide, match-questions, askings, answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, on_terminal, project_argument
from themes.cli.where import where_option
from themes.guide import LEAST

if TYPE_CHECKING:
    from themes.guide import Answer as Answered
    from themes.model import Asking
    from themes.project import Project


@main.command()
@project_argument
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="Only show what FILE holds and what is left out of it.")
@coder_option
def guide(project: str, file: Path | None, *, preview: bool, coder: str | None) -> Answer:
    """Show the topic guide and how often each question was asked, or take one in from FILE (.docx, .txt, .csv, …).

    A question that is here already keeps what it was matched to.
    """
    if file is not None and preview:
        with to_read(project) as opened:
            found = opened.preview_guide(file)
        facts: dict[str, Any] = {
            "questions": [{"number": entry.number, "text": entry.text} for entry in found.entries],
            "left_out": [{"text": one.text, "why": one.why} for one in found.left_out],
            "notices": list(found.notices),
        }
        lines = [_question(row) for row in facts["questions"]]
        lines += [f"left out, {row['why']}: {row['text']}" for row in facts["left_out"]]
        return Answer(facts=facts, lines=[*lines, *facts["notices"]])
    if file is not None:
        with to_write(project, coder=coder) as opened:
            n_read = len(opened.read_guide(file))
            listed = _guide(opened)
        return Answer(facts=listed, lines=[f"{n_read} questions read from {file.name}.", *map(_counted, listed)])
    with to_read(project) as opened:
        listed = _guide(opened)
    return Answer(
        facts=listed, lines=[*map(_counted, listed)] or ["No topic guide yet. Take one in: themes guide PROJECT FILE"]
    )


@main.command("match-questions")
@project_argument
@coder_option
def match_questions(project: str, coder: str | None) -> Answer:
    """Propose where the questions of the topic guide are asked.

    None of it counts until you confirm it: themes askings PROJECT --confirm
    """
    with to_write(project, coder=coder) as opened:
        proposed = opened.match_questions(on_progress=on_terminal)
        rows = [_asking(opened, asking) for asking in proposed]
    line = f"{len(rows)} places proposed, each with a likeness of {LEAST} or more. Look at them: themes askings PROJECT"
    return Answer(facts={"least": LEAST, "proposed": rows}, lines=[line])


@main.command()
@project_argument
@click.option("--question", help="Only of this question of the topic guide.")
@click.option("--transcript", help="Only in this transcript.")
@click.option("--confirm", is_flag=True, help="Confirm all of them that are proposed.")
@click.option("--reject", is_flag=True, help="Reject all of them that are proposed.")
@coder_option
def askings(
    project: str, *, question: str | None, transcript: str | None, confirm: bool, reject: bool, coder: str | None
) -> Answer:
    """List where questions are asked, or decide on what is proposed; its likeness lies in [0, 1]."""
    if confirm and reject:
        message = "Choose --confirm or --reject."
        raise click.UsageError(message)
    if not confirm and not reject:
        with to_read(project) as opened:
            facts = [_asking(opened, one) for one in opened.askings(question=question, transcript=transcript)]
        return Answer(facts=facts, lines=[*map(_place, facts)] or ["No question is asked anywhere yet."])
    with to_write(project, coder=coder) as opened:
        open_ones = [one for one in opened.askings(question=question, transcript=transcript) if one.state == "proposed"]
        decided = opened.confirm_asking(*open_ones) if confirm else opened.reject_asking(*open_ones)
        facts = [_asking(opened, one) for one in decided]
    return Answer(facts=facts, lines=[f"{len(facts)} places {'confirmed' if confirm else 'rejected'}."])


@main.command()
@project_argument
@click.argument("question")
@where_option
def answers(project: str, question: str, *, where: tuple[str, ...]) -> Answer:
    """List what everybody answers to a question of the topic guide, given by its number or words."""
    with to_read(project) as opened:
        asked = opened.question(question)
        named = opened.attributions()
        labels = {case.id: case.label for case in opened.cases()}
        rows = [_answer(opened, one, named, labels) for one in opened.answers(asked, where=where)]
    facts = {"number": asked.number, "question": asked.text, "answers": rows}
    lines = [
        f"{row['said_by']} ({row['transcript']}{', proposed' if row['state'] == 'proposed' else ''}): "
        f"“{' '.join(row['words'].split())}”"
        for row in rows
    ]
    return Answer(facts=facts, lines=lines or ["No answer yet: nobody was found to be asked it."])


def _guide(project: Project) -> list[dict[str, Any]]:
    return [
        {
            "id": one.question.id,
            "number": one.question.number,
            "text": one.question.text,
            "confirmed": one.n_confirmed,
            "proposed": one.n_proposed,
            "transcripts": one.n_transcripts,
        }
        for one in project.asked()
    ]


def _question(row: dict[str, Any]) -> str:
    return f"{row['number'] or '-':>5}  {row['text']}"


def _counted(row: dict[str, Any]) -> str:
    proposed = f", proposed in {row['proposed']} more" if row["proposed"] else ""
    return f"{_question(row)} (asked in {row['confirmed']} of {row['transcripts']}{proposed})"


def _asking(project: Project, asking: Asking) -> dict[str, Any]:
    source, question = project.transcript(asking.transcript_id), project.question(asking.question_id)
    return {
        "id": asking.id,
        "number": question.number,
        "question": question.text,
        "transcript": source.title,
        "start": asking.start,
        "end": asking.end,
        "words": project.printable(source.id, asking.start, asking.end),
        "state": asking.state,
        "similarity": asking.similarity,
    }


def _place(row: dict[str, Any]) -> str:
    likeness = f"{row['similarity']:.2f}" if row["state"] == "proposed" else "    "
    words = " ".join(row["words"].split())
    return f"{row['state']:<9} {likeness}  {row['number'] or '-':>5}  {row['transcript']} {row['start']}: “{words}”"


def _answer(project: Project, answer: Answered, named: dict[str, str], labels: dict[str, str]) -> dict[str, Any]:
    allowed = [project.printable(answer.transcript.id, span.start, span.end) for span in answer.spans]
    return {
        "transcript": answer.transcript.title,
        "case": labels.get(answer.case_id or ""),
        "said_by": named.get(answer.case_id or "", "speaker not known"),
        "state": answer.asking.state,
        "spans": [{"start": span.start, "end": span.end} for span in answer.spans],
        "words": "\n".join(dict.fromkeys(allowed)),
    }
