"""Who in a corrected file is who in the one that it replaces: by the label, else by what they say.

A case bears values, links and consent: who is called otherwise in the new file, "P-A" for "Ann Lee", must keep theirs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from themes.anchor import Placement
from themes.model import Speaker, Transcript
from themes.text import turns_in

_MOST_OF_IT = 0.5


def same_voices(was: Transcript, now: Transcript, placement: Placement) -> dict[str, Speaker]:
    """The speakers of a fresh reading who were there before, by their labels now, each with case, role and voices.

    Args:
        was: The transcript as it is.
        now: The fresh reading of the file that comes instead.
        placement: Where each range of ``was.text`` is in ``now.text``.
    """
    known = {speaker.label: speaker for speaker in was.speakers}
    folded = {speaker.label.casefold(): speaker for speaker in was.speakers}
    found = {one.label: known[one.label] for one in now.speakers if one.label in known}
    for one in now.speakers:
        before = folded.get(one.label.casefold())
        if one.label not in found and before is not None and before.label not in found:
            found[one.label] = replace(before, label=one.label)
    taken = {label.casefold() for label in found}
    for old, new in _by_words(was, now, placement):
        if old.label.casefold() not in taken and new.label not in found and old.role == new.role:
            found[new.label] = replace(old, label=new.label)
            taken.add(old.label.casefold())
    left = [one for one in was.speakers if one.label.casefold() not in taken and one.label not in found]
    fresh = [one for one in now.speakers if one.label not in found]
    if len(left) == len(fresh) == 1 and left[0].role == fresh[0].role:
        found[fresh[0].label] = replace(left[0], label=fresh[0].label)
    return found


def _by_words(was: Transcript, now: Transcript, placement: Placement) -> list[tuple[Speaker, Speaker]]:
    """Speakers before and now of whom the one says most of what the other said, those first who share most."""
    shared: Counter[tuple[int, int]] = Counter()
    said: Counter[int] = Counter()
    for turn in was.turns:
        if turn.speaker is None:
            continue
        said[turn.speaker] += turn.end - turn.start
        placed = placement.of(turn.start, turn.end)
        for index in turns_in(now, placed.start, placed.end) if placed else ():
            there = now.turns[index]
            if placed and there.speaker is not None:
                length = min(there.end, placed.end) - max(there.start, placed.start)
                shared[turn.speaker, there.speaker] += length
    return [
        (was.speakers[old], now.speakers[new])
        for (old, new), length in shared.most_common()
        if length >= _MOST_OF_IT * said[old]
    ]
