"""Whether a file or a text that comes holds the words of somebody who withdrew: told by digests, as no words are kept.

A file is known by its SHA-256. A text in another file, as a document that was saved anew or a source in another tool's
project, is known by stretches of twenty words in a row that were theirs alone, each kept as a digest that is salted
with their case, so that no two studies hold the same one.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from themes.model import Withdrawal
from themes.passages import Passages, stretches, stretches_anywhere

_STRETCH = "words:"
"""What the digest of a stretch begins with among ``Withdrawal.sources``; the others are of files."""


def kept_of(case_id: str, said: Iterable[str], passages: Passages) -> set[str]:
    """What is kept of what somebody said, to know it again.

    Args:
        case_id: Theirs.
        said: Their turns.
        passages: What they alone said; a stretch that holds nothing of it is anybody's.
    """
    theirs = {words for turn in said for words in stretches(turn) if passages.found_in(words)}
    return {_digest(case_id, words) for words in theirs}


class Gone:
    """Who withdrew, to be known again by what comes.

    ``marked`` are the ids of the transcripts in which their turns are marked as withdrawn.

    Args:
        withdrawals: What the study keeps of each.
    """

    def __init__(self, withdrawals: Iterable[Withdrawal]) -> None:
        """Note them."""
        self._withdrawals = tuple(withdrawals)
        self._held = {one.id: frozenset(one.sources) for one in self._withdrawals}
        self.marked = frozenset(id_ for one in self._withdrawals for id_ in one.shared_ids)

    def by_file(self, digest: str) -> Withdrawal | None:
        """Whose words a file of that SHA-256 holds; None where it is nobody's who withdrew."""
        return next((one for one in self._withdrawals if digest in self._held[one.id]), None)

    def by_words(self, text: str) -> Withdrawal | None:
        """Who said twenty words in a row that stand in a text; None where nobody who withdrew is known to have."""
        known = [one for one in self._withdrawals if any(each.startswith(_STRETCH) for each in one.sources)]
        if not known:
            return None
        every = set(stretches_anywhere(text))
        return next(
            (one for one in known if any(_digest(one.id, words) in self._held[one.id] for words in every)), None
        )

    def told(self, name: str, digest: str, text: str = "") -> str:
        """Why a file cannot come in, by its SHA-256 and its text; empty where it can."""
        gone = self.by_file(digest) or (self.by_words(text) if text else None)
        return "" if gone is None else f"{holds(name, gone)} Nothing was imported. {REMEDY}"


REMEDY = "Take their words out of the file first, then add it."
"""What can be done with a file that was not taken in."""


def holds(name: str, gone: Withdrawal) -> str:
    """That something holds the words of who withdrew, in a sentence."""
    return f"{name} holds the words of {gone.label}, who withdrew on {gone.at[:10]}."


def _digest(case_id: str, words: str) -> str:
    return _STRETCH + sha256(f"{case_id} {words}".encode()).hexdigest()
