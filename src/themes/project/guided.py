"""What a discovery starts from: codes, what people decided about candidates, and the discovery before.

Plain facts, so that a worker process can be handed them. What was merged, split or rejected stands as groups of its
own beside the codes: what people put together stays together, and what they set aside is set aside together again.
``suggest`` learns all of them; ``discover`` is told what it thinks of each segment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.model import Code, Member, Quotation, Run, Segment, Suggestion, Transcript
from themes.project.encoding import Encoded
from themes.project.learnt import Decisions, decided_in, place_key, pool_of, words_of
from themes.project.records import CandidateView

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from themes.discover import Guidance

    Groups = NDArray[np.int64]

# Of so few segments nothing is learnt that would hold a group together.
_FEWEST = 3
# Of the segments that were decided on, about this share bears a code until the study says otherwise.
_SHARE, _SHARE_HELD_BY = 0.5, 20
_HALF = 0.5
_NO_DECISIONS = Decisions(codes=(), confirmed=(), refused=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a discovery starts from.

    ``decisions``: codes and, after the first ``n_codes``, groups that people made of candidates, with what is known of
    each; ``stood``: members of the discovery before, whose vectors ``model`` gave; empty where it does not count;
    ``stood_joined``: whether the one before counted for that one too.
    """

    decisions: Decisions = _NO_DECISIONS
    n_codes: int = 0
    stood: tuple[Member, ...] = ()
    stood_joined: bool = False
    model: str = ""

    @property
    def texts(self) -> list[str]:
        """Codes in words, whose vectors are wanted first; then come those of the places."""
        return [words_of(code) for code in self.decisions.codes]

    def words_in(self, transcripts: Sequence[Transcript]) -> list[str]:
        """What is to be encoded beside the segments: codes, then the places decided on."""
        by_id = {transcript.id: transcript.text for transcript in transcripts}
        places = self.decisions.places()
        return [*self.texts, *(by_id[place.transcript_id][place.start : place.end] for place in places)]


def joined(run: Run) -> bool:
    """Whether the discovery before counted for a discovery."""
    from themes.discover.guided import STOOD  # noqa: PLC0415 - not needed to open a project

    return dict(run.parameters).get(STOOD, "0") != "0"


def with_candidates(
    decisions: Decisions, discoveries: Sequence[tuple[Run, Sequence[CandidateView]]], texts: Mapping[str, str]
) -> Decisions:
    """Decisions about codes, and those about candidates beside them.

    Segments that were left out when a candidate was accepted are refused for its code.

    Args:
        decisions: About codes.
        discoveries: All of them, the oldest first, with their candidates as they stand.
        texts: The text of each transcript; places beyond one are passed over, as it was corrected since.
    """
    codes, known = _made_of_candidates(discoveries, texts, {place_key(one) for one, _ in decisions.confirmed})
    return Decisions(
        codes=(*decisions.codes, *codes),
        confirmed=(*decisions.confirmed, *known),
        refused=(*decisions.refused, *_left_out(decisions, discoveries, texts)),
    )


def _left_out(
    decisions: Decisions, discoveries: Sequence[tuple[Run, Sequence[CandidateView]]], texts: Mapping[str, str]
) -> list[Suggestion]:
    """Segments of candidates that became a code, or proposed more of it and were rejected, and do not bear it."""
    coded: dict[str, list[Quotation]] = {}
    for quotation, given in decisions.confirmed:
        coded.setdefault(given, []).append(quotation)
    told = {code.id for code in decisions.codes}
    found = {}
    for _, views in discoveries:
        for view in views:
            code_id = view.decision.code_id
            if view.decision.outcome in {"accepted", "rejected"} and code_id in told and code_id is not None:
                for member in _not_among(view.members, coded.get(code_id, ())):
                    if _stands(member, texts):
                        found[code_id, _place(member)] = _refusal(member, code_id)
    return list(found.values())


def _made_of_candidates(
    discoveries: Sequence[tuple[Run, Sequence[CandidateView]]],
    texts: Mapping[str, str],
    confirmed: Collection[tuple[str, int, int]],
) -> tuple[list[Code], list[tuple[Quotation, str]]]:
    """What people merged, split or rejected, as codes of their own that no project holds, with what is known of them.

    What somebody has coded since says more than what was done with the candidate that it was in.
    """
    codes: list[Code] = []
    known: list[tuple[Quotation, str]] = []
    for view in _put_together(discoveries).values():
        standing = [one for one in view.members if _stands(one, texts) and _place(one) not in confirmed]
        if len(standing) >= _FEWEST:
            codes.append(Code(id=view.candidate.id, name=view.name))
            known += [(_quotation(one, texts[one.transcript_id]), view.candidate.id) for one in standing]
    return codes, known


def _put_together(discoveries: Sequence[tuple[Run, Sequence[CandidateView]]]) -> dict[str, CandidateView]:
    """Candidates that took in others, that were set aside, or are parts of one that was split, by id."""
    found: dict[str, CandidateView] = {}
    for nth, (_, views) in enumerate(discoveries):
        for view in views:
            outcome = view.decision.outcome
            if outcome == "rejected" or (outcome == "open" and len({one.rank for one in view.members}) > 1):
                found[view.candidate.id] = view
            elif outcome == "split" and nth + 1 < len(discoveries):
                inside = {_place(member) for member in view.members}
                parts = [part for part in discoveries[nth + 1][1] if part.decision.outcome == "open"]
                found |= {
                    part.candidate.id: part for part in parts if {_place(member) for member in part.members} <= inside
                }
    return found


def guidance(start: Start, encoded: Encoded, transcripts: Sequence[Transcript]) -> Guidance | None:
    """What is known of segments, as ``discover`` takes it; None where nothing is.

    Args:
        start: What is started from.
        encoded: n segments with vectors; ``extra`` are those of ``start.words_in``.
        transcripts: Where the segments lie.
    """
    import numpy as np  # noqa: PLC0415 - not needed to open a project

    from themes.discover import Guidance  # noqa: PLC0415 - the same

    stood = _stood(start, encoded)
    if not start.decisions.codes:
        return None if stood is None else Guidance(draws=np.zeros((len(encoded.segments), 0)), stood=stood)
    known, refused = _known(start.decisions, encoded.segments)
    return Guidance(
        draws=_draws(start, encoded, transcripts, known=known, refused=refused),
        known=known,
        refused=refused,
        stood=stood,
    )


def _draws(
    start: Start,
    encoded: Encoded,
    transcripts: Sequence[Transcript],
    *,
    known: Sequence[tuple[int, int]],
    refused: Sequence[tuple[int, int]],
) -> NDArray[np.float64]:
    """How probable it is that each segment belongs to each group, at most 1 in all; (n, c).

    What people put together or set aside holds its own segments and draws no others: a code does, as it says what for.
    """
    from themes.discover import n_groups_of  # noqa: PLC0415 - brings numpy
    from themes.suggest import learn  # noqa: PLC0415 - the same

    decisions = start.decisions
    pool = pool_of(transcripts, decisions, encoded)
    with_one = {segment for segment, _ in known}
    decided = with_one | {segment for segment, _ in refused}
    share = (len(with_one) + _SHARE * _SHARE_HELD_BY) / (len(decided) + _SHARE_HELD_BY)
    # Where all that was decided is yes, that says nothing of the rest: a few codes are not most of a study.
    share = min(share, len(decisions.codes) / n_groups_of(len(encoded.segments)))
    learned = learn(pool, decided_in(decisions, pool), share=share)
    n = len(encoded.segments)
    which = learned.if_any[:n] / learned.if_any[:n].sum(axis=1, keepdims=True)
    bears_any = learned.probabilities[:n, :1] / learned.if_any[:n, :1]
    draws: NDArray[np.float64] = which * bears_any
    draws[:, start.n_codes :] = 0.0
    return draws


def _known(decisions: Decisions, segments: Sequence[Segment]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The segments that lie for the most part in a place decided on, or hold the most of it, with its group."""
    number = {code.id: at for at, code in enumerate(decisions.codes)}
    there: dict[str, list[int]] = {}
    for at, segment in enumerate(segments):
        there.setdefault(segment.transcript_id, []).append(at)

    def pairs(places: Iterable[tuple[Quotation | Suggestion, str]]) -> list[tuple[int, int]]:
        found: dict[tuple[int, int], None] = {}
        for place, code_id in places:
            for at in there.get(place.transcript_id, ()):
                segment = segments[at]
                common = min(segment.end, place.end) - max(segment.start, place.start)
                if common > _HALF * min(segment.end - segment.start, place.end - place.start):
                    found[at, number[code_id]] = None
        return list(found)

    known = pairs(decisions.confirmed)
    yes = set(known)
    refused = pairs((one, one.code_id) for one in decisions.refused)
    return known, [pair for pair in refused if pair not in yes]


def _stood(start: Start, encoded: Encoded) -> Groups | None:
    """The candidate in which each segment stood before, from 0, -1 for none; None where that does not count.

    It counts where there are other segments now, or where it counted for the discovery before too: the same texts
    give the same candidates.
    """
    import numpy as np  # noqa: PLC0415 - as above

    if not start.stood or start.model != encoded.model:
        return None
    before = {_place(member): member.rank - 1 for member in start.stood}
    places = [place_key(segment) for segment in encoded.segments]
    if not start.stood_joined and before.keys() == set(places):
        return None
    return np.array([before.get(place, -1) for place in places], dtype=np.int64)


def _not_among(members: Iterable[Member], quotations: Collection[Quotation]) -> list[Member]:
    """Members that share no word with any of some quotations."""
    there: dict[str, list[Quotation]] = {}
    for quotation in quotations:
        there.setdefault(quotation.transcript_id, []).append(quotation)
    return [
        member
        for member in members
        if not any(one.start < member.end and member.start < one.end for one in there.get(member.transcript_id, ()))
    ]


def _refusal(member: Member, code_id: str) -> Suggestion:
    return Suggestion(
        id="", code_id=code_id, transcript_id=member.transcript_id, start=member.start, end=member.end, similarity=0.0
    )


def _quotation(member: Member, text: str) -> Quotation:
    return Quotation(
        id="",
        transcript_id=member.transcript_id,
        coder_id="",
        start=member.start,
        end=member.end,
        words=text[member.start : member.end],
    )


def _stands(member: Member, texts: Mapping[str, str]) -> bool:
    """Whether a member lies within the text still; one that was corrected since may be shorter."""
    return member.end <= len(texts.get(member.transcript_id, ""))


def _place(member: Member) -> tuple[str, int, int]:
    return member.transcript_id, member.start, member.end
