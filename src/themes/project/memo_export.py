"""Verbs that write memos to a file, with the words of quotations as consent and release let them leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from themes import memo_text
from themes.errors import Refused
from themes.model import Transcript
from themes.project.base import one_moment
from themes.project.memos import Linked, MemoVerbs, MemoView
from themes.project.names.review_states import ReviewStates
from themes.project.people.consents import ConsentVerbs
from themes.project.whole_file import checked_place, written_whole
from themes.report import journal as journals
from themes.report.titles import references
from themes.report.wording import counted

_GONE = "[no longer here]"


class MemoExportVerbs(MemoVerbs, ReviewStates, ConsentVerbs):
    """Write memos down for others to read."""

    def write_memos(self, path: str | Path, memos: Sequence[MemoView] | None = None, *, insist: bool = False) -> Path:
        """Write memos as a Word file (.docx) or as plain text (.txt), by the file's suffix, oldest first.

        Args:
            path: Where; a file of that name is replaced once the new one is whole.
            memos: Which, as ``memos`` answers; all where not given.
            insist: Write them although names may still stand in transcripts that they quote; the file then says so.

        Raises:
            Refused: The suffix is another, the folder is missing, there is no memo, or a transcript that is quoted is
                not released; nothing was written.
        """
        place = checked_place(path, (".docx", ".txt"), what="Memos are")
        chosen = self.memos() if memos is None else list(memos)
        if not chosen:
            raise Refused("There is no memo to write. Nothing was written.")
        unreleased = self.n_unreleased_in(chosen)
        if unreleased and not insist:
            raise Refused(
                f"Names may still stand in {counted(unreleased, 'transcript')} that these memos quote. Nothing was "
                "written. Review names and release (page Names), or declare there that they came pseudonymised."
            )
        made = self.journal(chosen)

        def write(file: Path) -> None:
            if place.suffix.casefold() == ".docx":
                journals.write_word(made, file, at=datetime.now(UTC).replace(microsecond=0))
            else:
                file.write_text(journals.as_text(made), encoding="utf-8", newline="")

        return written_whole(place, write)

    def journal(self, memos: Sequence[MemoView]) -> journals.Journal:
        """Some memos, oldest first, as they may leave the project."""
        unreleased = self.n_unreleased_in(memos)
        return journals.Journal(title=self.study.title, entries=self._entries(memos), n_unreleased=unreleased)

    def memo_as_allowed(self, view: MemoView) -> str:
        """What a memo says, with the words of quotations in it as consent lets them be printed."""
        words = {one.id: f"“{' '.join(self._leaving(one).split())}”" for one in view.links}
        return memo_text.in_words(view.memo.text, lambda quotation_id: words.get(quotation_id, _GONE))

    def n_unreleased_in(self, memos: Sequence[MemoView]) -> int:
        """In how many transcripts that memos quote names may still stand."""
        quoted = {one.transcript_id for memo in memos for one in (*memo.links, memo.quotation) if one}
        return len(quoted & {view.transcript.id for view in self.unreleased()})

    @one_moment
    def _entries(self, memos: Sequence[MemoView]) -> tuple[journals.Entry, ...]:
        titles = references(self.transcripts())
        attributions = self.attributions()
        oldest_first = list(memos)[::-1]  # of one moment, in the order they were written
        oldest_first.sort(key=lambda one: one.memo.at)
        return tuple(self._entry(view, titles, attributions) for view in oldest_first)

    def _entry(self, view: MemoView, titles: dict[str, str], attributions: dict[str, str]) -> journals.Entry:
        about = (view.quotation,) if view.quotation else ()
        shown = list({one.id: one for one in (*about, *view.links)}.values())
        numbers = {one.id: f"[{nth}]" for nth, one in enumerate(shown, start=1)}
        return journals.Entry(
            at=datetime.fromisoformat(view.memo.at).astimezone(),
            coder=view.coder.name,
            on=_on(view, titles, attributions),
            text=memo_text.in_words(view.memo.text, lambda quotation_id: numbers.get(quotation_id, _GONE)),
            quoted=tuple(
                journals.Quoted(
                    number=nth,
                    words=self._leaving(one),
                    attribution=", ".join(filter(None, (one.by, titles.get(one.transcript_id)))) or _GONE,
                )
                for nth, one in enumerate(shown, start=1)
            ),
        )

    def _leaving(self, one: Linked) -> str:
        """The words of a quotation as they may leave the project."""
        if not one.transcript_id:
            return _GONE
        source = self._store.fact(Transcript, one.transcript_id)
        return self.as_allowed(one.words, source, one.start, one.end if one.here else None)


def _on(view: MemoView, titles: dict[str, str], attributions: dict[str, str]) -> str:
    """What a memo is on, in words that name nobody."""
    key = view.memo.about_id
    said = {
        "study": "On the study",
        "transcript": f"On {titles.get(key, 'a transcript that is no longer here')}",
        "case": f"On {attributions.get(key, 'a case that is no longer here')}",
        "quotation": "On quotation [1]",
    }
    return said.get(view.about, f"On the {view.about} “{view.name}”")
