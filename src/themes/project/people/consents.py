"""Verbs on consent: what each person has allowed to be done with their words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import get_args

from themes.errors import Refused
from themes.model import Case, Consent, ConsentedUse, Transcript
from themes.operations import added, revised
from themes.project.base import whole
from themes.project.people.cases import CaseVerbs
from themes.report import PARAPHRASE, WITHHELD, use_of

USES: tuple[ConsentedUse, ...] = get_args(ConsentedUse)


class ConsentVerbs(CaseVerbs):
    """Say and look up what may be quoted."""

    def consents(self) -> dict[str, Consent]:
        """What was said of consent, by case id; a case that is not there may be quoted."""
        return {consent.id: consent for consent in self._store.facts(Consent)}

    def printable(self, transcript_id: str, start: int, end: int) -> str:
        """The words of a range as they may leave the project: themselves, or what consent puts in their place."""
        source = self._store.fact(Transcript, transcript_id)
        return self.as_allowed(source.text[start:end], source, start, end)

    def as_allowed(self, words: str, source: Transcript, start: int = 0, end: int | None = None) -> str:
        """Words that stood in a range, or somewhere in a transcript, as they may leave the project.

        Args:
            words: As they stand or stood there.
            source: The transcript.
            start: First code point of the range.
            end: After its last; where not given, the words may have been anybody's there.
        """
        consents = self.consents()
        if not consents:
            return words
        today = datetime.now(UTC).date()
        use = use_of(source, start, len(source.text) if end is None else end, consents=consents, today=today)
        return {"paraphrase": PARAPHRASE, "none": WITHHELD}.get(use, words)

    @whole
    def set_consent(self, case: Case | str, use: ConsentedUse, until: str = "") -> Consent:
        """Say what a case has allowed: their words quoted, only paraphrased, or not used.

        Args:
            case: Whose words.
            use: "quote", "paraphrase" or "none".
            until: The last day of it (2027-03-31), after which nothing is allowed; empty for no end.

        Raises:
            Refused: The use or the day is none.
        """
        if use not in USES:
            raise Refused(f"“{use}” is none of {', '.join(USES)}. Nothing was changed.")
        if until:
            try:
                until = date.fromisoformat(until).isoformat()
            except ValueError as error:
                raise Refused(f"“{until}” is no day like 2027-03-31. Nothing was changed.") from error
        owner = self.case(case)
        known = self._store.facts(Consent, id=owner.id)
        consent = Consent(id=owner.id, use=use, until=until)
        self._step("set consent", [revised(known[0], consent) if known else added(consent)], subject=owner.id)
        return consent
