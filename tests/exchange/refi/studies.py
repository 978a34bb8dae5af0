"""Random studies of all that a study can hold, what of it REFI-QDA can hold, and what it cannot, for comparison."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, get_args

from themes.exchange.refi.leaving import Leaving
from themes.model import (
    Attribute,
    AttributeType,
    Case,
    CaseKind,
    CaseLink,
    Code,
    Coder,
    Coding,
    How,
    Memo,
    Quotation,
    Speaker,
    Study,
    Theme,
    Transcript,
    TranscriptKind,
    Turn,
    TurnKind,
    Valence,
)

WORDS = (
    "board",
    "nobody",
    "café",
    "naïve",
    "it’s",
    "😀",
    "𝒳ylem",
    "e\u0301tude",
    "we",
    "asked",
    "—",
    "<b>",
    "&amp;",
    "“so”",
    "١٢",
)


class Random:
    """Facts drawn with a seed; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        """Begin to draw."""
        self.draw = random.Random(seed)  # noqa: S311 - nothing secret

    def id(self) -> str:
        """A GUID."""
        return str(uuid.UUID(int=self.draw.getrandbits(128), version=4))

    def words(self, most: int = 8) -> str:
        """A few words."""
        return " ".join(self.draw.choice(WORDS) for _ in range(self.draw.randint(1, most)))

    def some(self, things: Sequence[Any], most: int = 4) -> list[Any]:
        """Some of some things, or none."""
        return self.draw.sample(things, min(len(things), self.draw.randint(0, most)))

    def at(self) -> str:
        """A moment."""
        return f"2026-{self.draw.randint(1, 12):02}-{self.draw.randint(1, 28):02}T09:30:0{self.draw.randint(0, 9)}.123Z"

    def text(self) -> str:
        """Words in lines, with a paragraph now and then."""
        return self.draw.choice(("\n", " ")).join(self.words(12) for _ in range(self.draw.randint(1, 3)))


def study(seed: int, *, n_transcripts: int = 3, n_turns: int = 6, n_quotations: int = 6) -> Leaving:
    """A study with all kinds of facts that REFI-QDA has a place for, some with what it has none for; other by seed."""
    some = Random(seed)
    coders = tuple(Coder(id=some.id(), name=name) for name in ("AB", "Çelik & Søn")[: some.draw.randint(1, 2)])
    attributes = tuple(_attribute(some, kind, nth) for nth, kind in enumerate(some.some(get_args(AttributeType))))
    cases = tuple(_case(some, nth, attributes) for nth in range(some.draw.randint(1, 5)))
    links = tuple(
        CaseLink(id=some.id(), case_id=one.id, other_id=other.id, relation=some.words(2))
        for one, other in pairwise(cases)
        if some.draw.random() < 0.5
    )
    codes = _codes(some)
    transcripts = tuple(_transcript(some, nth, cases, n_turns) for nth in range(n_transcripts))
    quotations, codings = _marked(some, transcripts, coders, codes, n_quotations)
    themes = _themes(some, codes, quotations)
    quotations += _uncoded(some, transcripts, coders, quotations)
    noted = tuple(("quotation", one.id) for one in quotations if one.id not in {each.quotation_id for each in codings})
    named = (
        *[("transcript", one.id) for one in transcripts],
        *[("case", one.id) for one in cases],
        *[("code", one.id) for one in codes],
        *[("theme", one.id) for one in themes],
        *[("quotation", one.id) for one in quotations],
    )
    owner = Study(id=some.id(), title=some.words(4))
    memos = tuple(
        Memo(
            id=some.id(),
            about=about,
            about_id=key,
            coder_id=some.draw.choice(coders).id,
            text=f"{nth} {some.text()}",
            at=some.at(),
        )
        # Each kind of thing has a memo now and then, some several, and a quotation without a code always one.
        for nth, (about, key) in enumerate([("study", owner.id), *noted, *some.some(named, 6), *some.some(named, 2)])
    )
    return Leaving(
        study=owner,
        version="1",
        coders=coders,
        codes=codes,
        attributes=attributes,
        cases=cases,
        links=links,
        transcripts=transcripts,
        quotations=quotations,
        codings=codings,
        themes=themes,
        memos=memos,
    )


def held(facts: Iterable[Any]) -> dict[str, Any]:
    """What REFI-QDA can hold of facts, without ids."""
    by_id = {fact.id: fact for fact in facts}
    of = {kind: [fact for fact in by_id.values() if isinstance(fact, kind)] for kind in map(type, by_id.values())}
    quotations = of.get(Quotation, [])

    def path(code: Code) -> tuple[str, ...]:
        return (*(path(by_id[code.parent_id]) if code.parent_id else ()), code.name)

    def place(one: Quotation) -> tuple[str, int, int, str]:
        return by_id[one.transcript_id].title, one.start, one.end, by_id[one.coder_id].name

    def called(fact: Any) -> Any:  # noqa: ANN401 - any fact
        if isinstance(fact, Quotation):
            return place(fact)
        return (
            path(fact)
            if isinstance(fact, Code)
            else getattr(fact, "label", "") or getattr(fact, "name", "") or getattr(fact, "title", "")
        )

    def who(speaker: Speaker) -> tuple[str, str, int, str]:
        case = by_id[speaker.case_id].label if speaker.case_id in by_id else ""
        label = case or ("" if speaker.role == "interviewer" else speaker.label)
        return speaker.role, label, speaker.voices, case

    return {
        "coders": sorted(one.name for one in of.get(Coder, [])),
        "codes": [
            (path(one), one.definition, one.use_when, one.dont_use_when, one.typical, one.not_this, one.colour)
            for one in sorted(of.get(Code, []), key=lambda code: path_key(code, by_id))
        ],
        "attributes": [(one.name, one.type, one.choices, one.ordered) for one in of.get(Attribute, [])],
        "cases": sorted(
            (one.label, one.kind, sorted((by_id[key].name, value) for key, value in one.values))
            for one in of.get(Case, [])
        ),
        "links": sorted(
            (by_id[one.case_id].label, one.relation, by_id[one.other_id].label) for one in of.get(CaseLink, [])
        ),
        "texts": sorted(
            (
                one.title,
                one.kind,
                one.text,
                [who(speaker) for speaker in one.speakers],
                [(turn.start, turn.end, turn.speaker, _kind(turn, one)) for turn in one.turns],
            )
            for one in of.get(Transcript, [])
        ),
        "quotations": sorted((*place(one), one.words) for one in quotations),
        "codings": sorted(
            (*place(by_id[one.quotation_id]), path(by_id[one.code_id]), by_id[one.coder_id].name, one.at)
            for one in of.get(Coding, [])
        ),
        "themes": [
            (
                one.name,
                one.statement,
                one.central_idea,
                [path(by_id[key]) for key in one.code_ids],
                by_id[one.parent_id].name if one.parent_id else "",
            )
            for one in sorted(of.get(Theme, []), key=lambda theme: (bool(theme.parent_id), theme.position))
        ],
        "memos": sorted(
            (
                one.about,
                "" if one.about == "study" else str(called(by_id[one.about_id])),
                one.text,
                by_id[one.coder_id].name,
                one.at,
            )
            for one in of.get(Memo, [])
        ),
    }


def lost(leaving: Leaving) -> Counter[str]:
    """What REFI-QDA cannot hold of a study: how often, by what is told of it."""
    turns = [turn for one in leaving.transcripts for turn in one.turns]
    return +Counter(
        {
            "the file that a text was read from": len(leaving.transcripts),
            "when a turn begins and ends in the recording": sum(turn.start_seconds is not None for turn in turns),
            "that a turn is a heading": sum(turn.kind == "heading" for turn in turns),
            "that a code is retired": sum(code.retired for code in leaving.codes),
            "whether a coding is an enabler or a barrier": sum(one.valence is not None for one in leaving.codings),
            "that a coding came from a proposal": sum(one.how == "accepted" for one in leaving.codings),
            "that a coding was accepted and not read yet": sum(one.unread for one in leaving.codings),
            "a quotation that was chosen to speak for a theme or against it": sum(
                len(one.for_ids) + len(one.against_ids) for one in leaving.themes
            ),
        }
    )


def _kind(turn: Turn, transcript: Transcript) -> str:
    """A heading comes back as a note, where anybody speaks in the text, as words like any where nobody does."""
    return turn.kind if turn.speaker is not None else "note" if transcript.speakers else "speech"


def path_key(code: Code, by_id: dict[str, Any]) -> tuple[int, ...]:
    """Where a code stands in the tree: the positions from the top down."""
    above = path_key(by_id[code.parent_id], by_id) if code.parent_id else ()
    return (*above, code.position)


def facts_of(leaving: Leaving) -> list[Any]:
    """All facts of a study that leaves."""
    return [
        leaving.study,
        *leaving.coders,
        *leaving.codes,
        *leaving.attributes,
        *leaving.cases,
        *leaving.links,
        *leaving.transcripts,
        *leaving.quotations,
        *leaving.codings,
        *leaving.themes,
        *leaving.memos,
    ]


def _attribute(some: Random, kind: AttributeType, nth: int) -> Attribute:
    choices = ("low", "mid", "high") if kind == "choice" else ()
    return Attribute(
        id=some.id(),
        name=f"{kind} {some.words(2)}",
        type=kind,
        position=nth,
        choices=choices,
        ordered=bool(choices) and some.draw.random() < 0.5,
    )


def _case(some: Random, nth: int, attributes: Sequence[Attribute]) -> Case:
    values = {"text": some.words(3), "choice": "mid", "number": "12.5", "date": "2026-11-22"}
    held = tuple((one.id, values[one.type]) for one in attributes if some.draw.random() < 0.7)
    return Case(
        id=some.id(), label=f"P{nth:02} {some.words(1)}", kind=some.draw.choice(get_args(CaseKind)), values=held
    )


def _codes(some: Random) -> tuple[Code, ...]:
    codes: list[Code] = []
    for nth in range(some.draw.randint(0, 8)):
        codes.append(
            Code(
                id=some.id(),
                name=f"{some.words(2)} {nth}",
                definition=some.text() if some.draw.random() < 0.5 else "",
                use_when=some.words() if some.draw.random() < 0.5 else "",
                dont_use_when=some.words() if some.draw.random() < 0.5 else "",
                typical=tuple(some.words() for _ in range(some.draw.randint(0, 2))),
                not_this=tuple(some.words() for _ in range(some.draw.randint(0, 1))),
                colour=f"#{some.draw.getrandbits(24):06x}",
                parent_id=some.draw.choice([None, *codes]) and some.draw.choice(codes).id if codes else None,
                position=nth,
                retired=some.draw.random() < 0.1,
            )
        )
    ordered: list[Code] = []

    def walk(parent: str | None) -> None:
        for code in codes:
            if code.parent_id == parent:
                ordered.append(code)
                walk(code.id)

    walk(None)
    return tuple(ordered)


def _transcript(some: Random, nth: int, cases: Sequence[Case], n_turns: int) -> Transcript:
    heard = some.some(cases, 3)
    speakers = [
        Speaker(label=case.label, role="participant", case_id=case.id, voices=some.draw.choice((0, 1)))
        for case in heard
    ]
    speakers += [Speaker(label=f"INT {one}", role="interviewer") for one in range(some.draw.randint(0, 2))]
    said = [some.text() for _ in range(some.draw.randint(1, n_turns))]
    turns, at = [], 0
    for words in said:
        speaker = some.draw.choice([None, *range(len(speakers))]) if speakers else None
        begins = some.draw.choice((None, float(at)))
        kind = "speech" if speaker is not None else some.draw.choice(get_args(TurnKind))
        turns.append(Turn(start=at, end=at + len(words), speaker=speaker, kind=kind, start_seconds=begins))
        at += len(words) + 1
    return Transcript(
        id=some.id(),
        title=f"{some.words(3)} {nth}.5",
        kind=some.draw.choice(get_args(TranscriptKind)),
        text="\n".join(said),
        turns=tuple(turns),
        speakers=tuple(speakers),
        format="txt",
        layout="inline",
        source_name=f"{nth}.txt",
        source_sha256=str(nth),
    )


def _marked(
    some: Random, transcripts: Sequence[Transcript], coders: Sequence[Coder], codes: Sequence[Code], most: int
) -> tuple[tuple[Quotation, ...], tuple[Coding, ...]]:
    quotations: dict[tuple[str, str, int, int], Quotation] = {}
    codings = []
    for transcript in transcripts if codes else ():
        for _ in range(some.draw.randint(0, most)):
            start, end = sorted(some.draw.sample(range(len(transcript.text) + 1), 2))
            words = transcript.text[start:end]
            if not words.strip():
                continue
            start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
            coder = some.draw.choice(coders)
            key = (transcript.id, coder.id, start, end)
            if key in quotations:
                continue
            one = Quotation(
                id=some.id(),
                transcript_id=transcript.id,
                coder_id=coder.id,
                start=start,
                end=end,
                words=transcript.text[start:end],
            )
            quotations[key] = one
            given = some.draw.sample(codes, some.draw.randint(1, min(3, len(codes))))
            codings += [
                Coding(
                    id=some.id(),
                    quotation_id=one.id,
                    code_id=code.id,
                    coder_id=coder.id,
                    at=some.at(),
                    how=some.draw.choice(get_args(How)),
                    valence=some.draw.choice((None, *get_args(Valence))),
                    unread=some.draw.random() < 0.2,
                )
                for code in given
            ]
    return tuple(quotations.values()), tuple(codings)


def _uncoded(
    some: Random, transcripts: Sequence[Transcript], coders: Sequence[Coder], known: Sequence[Quotation]
) -> tuple[Quotation, ...]:
    """Now and then a quotation of a whole turn that bears no code, but a memo."""
    transcript, coder = some.draw.choice(transcripts), some.draw.choice(coders)
    turn = some.draw.choice(transcript.turns)
    words = transcript.text[turn.start : turn.end]
    taken = {(one.transcript_id, one.coder_id, one.start, one.end) for one in known}
    if (transcript.id, coder.id, turn.start, turn.end) in taken or some.draw.random() < 0.5:
        return ()
    return (
        Quotation(
            id=some.id(), transcript_id=transcript.id, coder_id=coder.id, start=turn.start, end=turn.end, words=words
        ),
    )


def _themes(some: Random, codes: Sequence[Code], quotations: Sequence[Quotation]) -> tuple[Theme, ...]:
    themes: list[Theme] = []
    for nth in range(some.draw.randint(0, 5)):
        above = [theme for theme in themes if theme.parent_id is None]
        themes.append(
            Theme(
                id=some.id(),
                name=f"{some.words(2)} {nth}",
                statement=some.text() if nth else "",
                central_idea=some.words() if nth % 2 else "",
                code_ids=tuple(code.id for code in some.some(codes)),
                for_ids=tuple(one.id for one in some.some(quotations, 2)),
                against_ids=tuple(one.id for one in some.some(quotations, 1)),
                parent_id=some.draw.choice(above).id if above and nth > 1 and some.draw.random() < 0.5 else None,
                position=nth,
            )
        )
    return tuple(themes)
