"""Who says a quotation, as a report names them: by their case and its attributes, never by a person's name."""

from __future__ import annotations

from itertools import groupby

from themes.model import Speaker, Transcript
from themes.report.heard import Voices
from themes.report.material import Material
from themes.text import turns_in

UNKNOWN = "speaker not known"
INTERVIEWER = "interviewer"
SEVERAL = "several voices"


class Attributions:
    """How each place of a study is attributed.

    Args:
        material: The facts.
        voices: The same, ready for counting.
    """

    def __init__(self, material: Material, voices: Voices) -> None:
        """Hold the facts."""
        self._named_by_case = material.attributions
        self._voices = voices

    def of(self, source: Transcript, start: int, end: int) -> str:
        """Who says a half-open range of code points; where several take turns in it, all of them in their order."""
        speaking = [source.turns[turn].speaker for turn in turns_in(source, start, end)]
        names = [UNKNOWN if index is None else self._named(source.speakers[index]) for index, _ in groupby(speaking)]
        if not names:
            return UNKNOWN
        return names[0] if len(names) == 1 else f"In turn: {'; '.join(names)}"

    def _named(self, speaker: Speaker) -> str:
        if speaker.role == "interviewer":
            return INTERVIEWER
        name = self._named_by_case.get(speaker.case_id or "", UNKNOWN)
        return name if speaker.case_id is None or self._voices.is_one_voice(speaker) else f"{name} ({SEVERAL})"
