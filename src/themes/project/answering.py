"""Verbs that answer suggestions: yes makes a coding, no is kept so that its place is not suggested again."""

from __future__ import annotations

from dataclasses import replace

from themes.model import Coding, Suggestion, Transcript
from themes.operations import Change, added
from themes.project.base import whole
from themes.project.codings import CodingVerbs, _checked
from themes.project.records import SuggestionView


class AnswerVerbs(CodingVerbs):
    """Accept and reject what was suggested, one by one."""

    @whole
    def accept_suggestion(
        self,
        view: SuggestionView | Suggestion,
        *,
        coding_id: str | None = None,
        quotation_id: str | None = None,
        step_id: str | None = None,
    ) -> Coding:
        """Make a suggestion a coding of this coder, which says what suggested it, in one step.

        Args:
            view: The suggestion, as it was shown or by itself.
            coding_id: An id that the caller chose (a page that works offline).
            quotation_id: The same for the quotation.
            step_id: The same for the step; a second call with it changes nothing.

        Raises:
            Refused: Its range lies outside the text or holds only white space.
        """
        suggestion = replace(_suggestion(view), outcome="accepted")
        source = self._store.fact(Transcript, suggestion.transcript_id)
        changes: list[Change] = [added(suggestion)]
        quotation = self._quotation_at(source, suggestion.start, suggestion.end, changes, quotation_id=quotation_id)
        code = self.code(suggestion.code_id)
        coding = self._coding_of(quotation, code, changes, suggestion=suggestion, coding_id=coding_id)
        self._step("accept suggestion", changes, subject=coding.id, step_id=step_id)
        return coding

    @whole
    def reject_suggestion(self, view: SuggestionView | Suggestion, *, step_id: str | None = None) -> None:
        """Keep that a suggestion was refused, so that its place is not suggested for that code again.

        Raises:
            Refused: Its range lies outside the text or holds only white space.
            NotFound: Its code is gone.
        """
        refused = replace(_suggestion(view), outcome="rejected")
        self.code(refused.code_id)
        _checked(self._store.fact(Transcript, refused.transcript_id), refused.start, refused.end)
        self._step("reject suggestion", [added(refused)], subject=refused.id, step_id=step_id)


def _suggestion(view: SuggestionView | Suggestion) -> Suggestion:
    return view if isinstance(view, Suggestion) else view.suggestion
