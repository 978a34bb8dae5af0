"""Verbs on the report's text: an author writes over what Themes writes there, part by part, and keeps it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from themes.errors import NotFound, Refused, StaleChange
from themes.model import ReportText
from themes.model.written import report_text_id
from themes.operations import Change, now, removed, revised
from themes.project.base import one_moment, whole
from themes.project.findings import FindingVerbs
from themes.text import canonical

if TYPE_CHECKING:
    from themes.report.prose import Part

LONGEST = 20_000
"""Characters that an author's text for one part may hold."""


class ReportTextVerbs(FindingVerbs):
    """Write in the report."""

    @one_moment
    def report_parts(self) -> list[Part]:
        """The parts of the report's text in its order: what Themes writes there, and what an author wrote instead."""
        from themes.report.prose import parts  # noqa: PLC0415 - the first page does not wait for the report

        return parts(self.findings())

    @whole
    def write_report_text(
        self, part: str, text: str, *, seen: str | None = None, step_id: str | None = None
    ) -> ReportText | None:
        """Write a part of the report in one's own words; it stays when the report is made anew.

        Args:
            part: What the part is known by, as ``report_parts`` tells.
            text: The words, a paragraph a line; nothing lets stand again what Themes writes.
            seen: What stood there when the writer began; what stands there now where not given.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Returns:
            What is kept; None where what Themes writes stands again.

        Raises:
            StaleChange: Somebody else has written there since; nothing was changed.
            Refused: It is too long.
            NotFound: The report has no such part.
        """
        found = self._report_part(part)
        was = found.written
        if step_id and self.has_step(step_id):
            return was
        words = canonical(text).strip()
        if len(words) > LONGEST:
            raise Refused(f"A part of the report holds at most {LONGEST:,} characters. Nothing was changed.")
        if seen is not None and seen.strip() != found.text.strip():
            raise StaleChange(
                "This part of the report has changed since you opened it. Nothing was changed; look at what stands "
                "there now, and write again."
            )
        if was is None and words in ("", found.generated):
            return None
        if not words:
            self._step("clear report text", [removed(was)] if was else [], subject="", step_id=step_id)
            return None
        fact = ReportText(
            id=report_text_id(part),
            part=part,
            text=words,
            beneath=found.generated,
            coder_id=self._coder.id,
            at=now(),
        )
        if was is None or (was.text, was.beneath) != (fact.text, fact.beneath):
            self._step("write report text", [Change(was=was, now=fact)], subject="", step_id=step_id)
            return fact
        return was

    @whole
    def keep_report_text(self, part: str, *, step_id: str | None = None) -> None:
        """Say that an author's words hold although what Themes writes there has changed since."""
        found = self._report_part(part)
        if found.written is None or not found.moved_on or (step_id and self.has_step(step_id)):
            return
        now_beneath = replace(found.written, beneath=found.generated)
        self._step("keep report text", [revised(found.written, now_beneath)], subject="", step_id=step_id)

    def _report_part(self, key: str) -> Part:
        for part in self.report_parts():
            if part.key == key:
                return part
        raise NotFound("The report has no such part, perhaps not any more. Nothing was changed.")
