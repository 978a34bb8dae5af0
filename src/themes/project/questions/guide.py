"""Verbs on the topic guide: read it from a file, add, reword, put in order, remove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from themes.errors import BrokenFile, Refused
from themes.model import Asking, GuideQuestion
from themes.operations import Change, added, new_id, removed, revised
from themes.project.base import whole
from themes.project.jobs import JobVerbs

if TYPE_CHECKING:
    from themes.read.guide import Guide


class GuideVerbs(JobVerbs):
    """Keep the questions that interviewers are to ask."""

    def guide(self) -> list[GuideQuestion]:
        """The questions of the topic guide in their order."""
        return sorted(self._store.facts(GuideQuestion), key=lambda question: (question.position, question.id))

    def question(self, key: GuideQuestion | str) -> GuideQuestion:
        """The question of that id, beginning of an id, number ("2b") or words."""
        return self._pick(
            GuideQuestion,
            key,
            names=lambda question: tuple(filter(None, (question.number, question.text))),
            what="question of the topic guide",
        )

    def preview_guide(self, path: str | Path, data: bytes | None = None) -> Guide:
        """What a guide's file holds, and what is left out of it; nothing is written.

        Args:
            path: The file (.docx, .odt, .txt, .md, .rtf, .csv, .xlsx), or its name where ``data`` holds its bytes.
            data: The bytes of an upload.

        Raises:
            RefusedFile: It cannot be read, or holds no question.
        """
        from themes.read.guide import read_guide  # noqa: PLC0415 - parsers are not needed to open a project

        place = Path(path)
        if data is None:
            try:
                data = place.read_bytes()
            except OSError as error:
                raise BrokenFile(f"{place.name} cannot be read ({error.strerror}). Nothing was changed.") from error
        return read_guide(place.name, data)

    @whole
    def read_guide(self, path: str | Path, data: bytes | None = None) -> list[GuideQuestion]:
        """Take over the questions of a file, in their order.

        A question that is here already, by its words or else by its number, is kept with what it was matched to and
        gets the file's number and words; questions that the file does not have stay, after the others.

        Args:
            path: As in ``preview_guide``.
            data: The bytes of an upload.

        Returns:
            The questions of the file, as they are now in the project.

        Raises:
            RefusedFile: It cannot be read, or holds no question; nothing was changed.
        """
        entries = self.preview_guide(path, data).entries
        known = self.guide()
        by_words = {_folded(question.text): question for question in known}
        by_number = {question.number.casefold(): question for question in known if question.number}
        named = {_folded(entry.text) for entry in entries}
        taken: dict[str, GuideQuestion] = {}
        rows: list[GuideQuestion] = []
        for entry in entries:
            was = by_words.get(_folded(entry.text))
            if was is None and (same := by_number.get(entry.number.casefold())) and _folded(same.text) not in named:
                was = same
            if was is None or was.id in taken:
                was = GuideQuestion(id=new_id(), text=entry.text)
            taken[was.id] = was
            rows.append(replace(was, text=entry.text, number=entry.number))
        numbers = {row.number.casefold() for row in rows}
        rest = [question for question in known if question.id not in taken]
        # A question that stays gives its number up where the file has another of that number.
        rest = [replace(one, number="") if one.number.casefold() in numbers else one for one in rest]
        ordered = [replace(row, position=nth) for nth, row in enumerate([*rows, *rest])]
        self._step("read topic guide", _changes(known, ordered))
        return ordered[: len(rows)]

    @whole
    def add_question(
        self, text: str, *, number: str = "", after: GuideQuestion | str | None = None, step_id: str | None = None
    ) -> GuideQuestion:
        """Add a question to the topic guide.

        Args:
            text: Its words.
            number: The guide's own number for it ("2b"); none where not given.
            after: The question that it follows; the last where not given.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Raises:
            Refused: It has no words, or another question bears the number.
        """
        known = self.guide()
        at = len(known) if after is None else [one.id for one in known].index(self.question(after).id) + 1
        fresh = GuideQuestion(id=new_id(), text=" ".join(text.split()), number=number.strip())
        rows = [*known[:at], fresh, *known[at:]]
        ordered = [replace(row, position=nth) for nth, row in enumerate(rows)]
        self._step("add question", _changes(known, ordered), subject=fresh.id, step_id=step_id)
        return ordered[at]

    @whole
    def revise_question(self, question: GuideQuestion | str, **fields: Any) -> GuideQuestion:  # noqa: ANN401 - its fields
        """Change a question's words or number; the keywords are the fields of ``GuideQuestion``.

        Raises:
            Refused: It would have no words, or another question bears the number.
        """
        was = self.question(question)
        now = replace(was, **fields)
        now = replace(now, text=" ".join(now.text.split()), number=now.number.strip())
        self._step("change question", [revised(was, now)], subject=was.id)
        return now

    @whole
    def order_guide(self, questions: Sequence[GuideQuestion | str]) -> list[GuideQuestion]:
        """Put the questions of the guide in another order; all of them must be named, each once.

        Raises:
            Refused: One is missing or there twice.
        """
        known = self.guide()
        wanted = [self.question(question) for question in questions]
        if sorted(one.id for one in wanted) != sorted(one.id for one in known):
            raise Refused("An order names every question of the guide once. Nothing was changed.")
        ordered = [replace(one, position=nth) for nth, one in enumerate(wanted)]
        self._step("order topic guide", _changes(known, ordered))
        return ordered

    @whole
    def remove_question(self, question: GuideQuestion | str) -> None:
        """Take a question out of the guide, with the places where it was found to be asked."""
        was = self.question(question)
        askings = self._store.facts(Asking, question_id=was.id)
        self._step("remove question", [*map(removed, askings), removed(was)], subject=was.id)


def _changes(known: Iterable[GuideQuestion], now: Iterable[GuideQuestion]) -> list[Change]:
    before = {question.id: question for question in known}
    return [revised(before[question.id], question) if question.id in before else added(question) for question in now]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
