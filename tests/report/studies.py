"""Studies for the tests of reports: small ones made by hand, random ones made by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from themes.model import (
    Case,
    Code,
    Coder,
    Coding,
    LookedAt,
    Quotation,
    Speaker,
    Study,
    Theme,
    Transcript,
    Turn,
)
from themes.report import Material


def transcript(
    number: int, spoken: list[tuple[int | None, str]], speakers: tuple[Speaker, ...], *, title: str = ""
) -> Transcript:
    """A transcript from turns of (index of speaker, words); each turn starts ten seconds after the one before."""
    turns, start = [], 0
    for nth, (speaker, words) in enumerate(spoken):
        turns.append(Turn(start=start, end=start + len(words), speaker=speaker, start_seconds=10.0 * nth))
        start += len(words) + 1
    return Transcript(
        id=f"t{number}",
        title=title or f"Interview {number}",
        kind="interview",
        text="\n".join(words for _, words in spoken),
        turns=tuple(turns),
        speakers=speakers,
        format="txt",
        layout="inline",
        source_name=f"{number}.txt",
        source_sha256=str(number),
    )


def quotation(number: int, source: Transcript, words: str) -> Quotation:
    """The quotation of some words where they first stand."""
    start = source.text.index(words)
    return Quotation(
        id=f"q{number}", transcript_id=source.id, coder_id="ab", start=start, end=start + len(words), words=words
    )


ASKING = Speaker(label="Int", role="interviewer")


def interviews(count: int, *, said: str = "We were given the time and it helped us a great deal.") -> Material:
    """A study of so many interviews with a participant each, one code, and everybody coded once."""
    sources = tuple(
        transcript(
            nth,
            [(0, "How was it?"), (1, said), (1, f"Another thing number {nth} is the board.")],
            (ASKING, Speaker(label=f"P{nth}", role="participant", case_id=f"c{nth}")),
        )
        for nth in range(1, count + 1)
    )
    quoted = tuple(quotation(nth, source, said) for nth, source in enumerate(sources, start=1))
    return Material(
        study=Study(id="s", title="A study"),
        method="Codebook thematic analysis.",
        version="0.1.0",
        coders=(Coder(id="ab", name="AB"),),
        cases=tuple(Case(id=f"c{nth}", label=f"P{nth:02d}") for nth in range(1, count + 1)),
        attributes=("role",),
        attributions={f"c{nth}": f"P{nth:02d}, nurse" for nth in range(1, count + 1)},
        attribute_values={f"c{nth}": {"role": "nurse"} for nth in range(1, count + 1)},
        transcripts=sources,
        codes=(Code(id="time", name="Time", definition="Having time."),),
        code_paths={"time": "Time"},
        quotations=quoted,
        codings=tuple(
            Coding(id=f"k{nth}", quotation_id=one.id, code_id="time", coder_id="ab")
            for nth, one in enumerate(quoted, start=1)
        ),
    )


@st.composite
def materials(draw: st.DrawFn) -> Material:
    """A random study: focus groups, voices that cannot be told apart, nested codes, themes, partial looking."""
    n_cases = draw(st.integers(1, 6))
    cases = tuple(
        Case(id=f"c{nth}", label=f"P{nth:02d}", kind=draw(st.sampled_from(["participant", "participant", "group"])))
        for nth in range(n_cases)
    )
    sources = []
    for number in range(draw(st.integers(1, 5))):
        voices = draw(st.lists(st.sampled_from([*range(n_cases), None]), min_size=1, max_size=3, unique=True))
        speakers = (
            ASKING,
            *(
                Speaker(
                    label=f"S{case}",
                    role="participant",
                    case_id=None if case is None else f"c{case}",
                    voices=draw(st.sampled_from([1, 1, 1, 0])),
                )
                for case in voices
            ),
        )
        spoken = draw(
            st.lists(
                st.tuples(st.sampled_from([None, *range(len(speakers))]), st.text("ab cd😀é", min_size=1, max_size=12)),
                min_size=1,
                max_size=6,
            )
        )
        sources.append(transcript(number, spoken, speakers))
    n_codes = draw(st.integers(1, 4))
    codes = tuple(
        Code(id=f"k{nth}", name=f"Code {nth}", parent_id=draw(st.sampled_from([None, *(f"k{p}" for p in range(nth))])))
        for nth in range(n_codes)
    )
    code_ids = [code.id for code in codes]
    themes = tuple(
        Theme(
            id=f"h{nth}",
            name=f"Theme {nth}",
            code_ids=tuple(draw(st.lists(st.sampled_from(code_ids), max_size=3, unique=True))),
            parent_id="h0" if nth and draw(st.booleans()) else None,
        )
        for nth in range(draw(st.integers(0, 3)))
    )
    quotations, codings = [], []
    for nth in range(draw(st.integers(0, 12))):
        source = draw(st.sampled_from(sources))
        start = draw(st.integers(0, len(source.text) - 1))
        end = draw(st.integers(start + 1, len(source.text)))
        coder = draw(st.sampled_from(["ab", "cd"]))
        quotations.append(
            Quotation(
                id=f"q{nth}", transcript_id=source.id, coder_id=coder, start=start, end=end,
                words=source.text[start:end],
            )
        )  # fmt: skip
        for code_id in draw(st.lists(st.sampled_from(code_ids), min_size=1, max_size=2, unique=True)):
            codings.append(
                Coding(
                    id=f"x{len(codings)}", quotation_id=f"q{nth}", code_id=code_id, coder_id=coder,
                    valence=draw(st.sampled_from([None, "enabler", "barrier", "mixed"])), unread=draw(st.booleans()),
                )
            )  # fmt: skip
    looked = [
        LookedAt(id=f"l{source.id}{code_id}", transcript_id=source.id, coder_id="ab", code_id=code_id)
        for source in sources
        for code_id in code_ids
        if draw(st.integers(0, 3))
    ]
    return Material(
        study=Study(id="s", title="Random"),
        coders=(Coder(id="ab", name="AB"), Coder(id="cd", name="CD")),
        cases=cases,
        attributions={case.id: case.label for case in cases},
        transcripts=tuple(sources),
        codes=codes,
        code_paths={code.id: code.name for code in codes},
        themes=themes,
        quotations=tuple(quotations),
        codings=tuple(codings),
        looked_at=tuple(looked),
    )
