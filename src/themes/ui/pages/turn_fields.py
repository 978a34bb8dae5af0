"""What is written about a turn that is being corrected: its words, who speaks, in what role; kept until it is saved."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import partial

from themes.model import Transcript
from themes.ui import drafts
from themes.ui.drafts import Choice, Field

_NAME = r"(\d+)-([0-9a-f]{16})-(words|speaker|role)"
_NOTHING = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnFields:
    """The fields of a turn; what is saved of the speaker is their label, empty where nobody is known."""

    words: Field
    speaker: Choice
    role: Choice

    def end(self) -> None:
        """Let all that was written go: it is saved."""
        for field in (self.words, self.speaker, self.role):
            field.end()


def of_turn(seen: Transcript, nth: int) -> TurnFields:
    """The fields of a turn, with what was written of it in this session or an earlier one.

    What was written bears the number of its turn and a digest of the words that stood there: when turns before it were
    cut or joined meanwhile it goes with the words, and where these are others by now it stands over them, and says so.

    Args:
        seen: The transcript as it is shown.
        nth: Index of the turn, from 0.
    """
    _follow(seen)
    turn = seen.turns[nth]
    label = seen.speakers[turn.speaker].label if turn.speaker is not None else _NOTHING
    key, what = partial(_key, seen, nth), partial(_what, seen, nth)
    return TurnFields(
        words=Field(key=key("words"), what=what("words"), value=seen.text[turn.start : turn.end]),
        speaker=Choice(key=key("speaker"), what=what("speaker"), value=label),
        role=Choice(key=key("role"), what=what("role"), value="participant"),
    )


def _follow(seen: Transcript) -> None:
    """Put what was written of turns that have another number or other words by now where these turns are."""
    written = re.compile(re.escape(drafts.named(f"turn {seen.id} ")) + _NAME)
    for name, draft in drafts.every().items():
        found = written.fullmatch(name)
        if found is None:
            continue
        was, digest, part = int(found[1]), found[2], found[3]
        same = [nth for nth in range(len(seen.turns)) if _digest(seen, nth) == digest]
        nth = min(same, key=lambda one: abs(one - was)) if same else min(was, len(seen.turns) - 1)
        now = drafts.named(_key(seen, nth, part))
        if now == name:
            continue
        beneath = draft.beneath if same or draft.beneath is not None else _NOTHING  # over what, no run has seen
        if drafts.of(now) is None:
            drafts.keep(now, replace(draft, beneath=beneath, what=_what(seen, nth, part)))
            drafts.drop(name)


def _key(seen: Transcript, nth: int, part: str) -> str:
    return f"turn {seen.id} {nth} {_digest(seen, nth)} {part}"


def _what(seen: Transcript, nth: int, part: str) -> str:
    return f"{part} of turn {nth + 1:,} of “{seen.title}”"


def _digest(seen: Transcript, nth: int) -> str:
    turn = seen.turns[nth]
    return hashlib.sha256(seen.text[turn.start : turn.end].encode()).hexdigest()[:16]
