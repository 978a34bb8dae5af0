"""What a query finds, held against a second way to say it: sets of single characters, each looked at one by one."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.errors import NotUnderstood
from themes.filters import Ground
from themes.model import Code, Coder, Coding, Quotation, Speaker, Transcript, Turn
from themes.queries import Expression, Facts, Joined, Named, find, in_words, read
from themes.queries.written import SIGNS

Characters = frozenset[int]

TEXTS = {"t1": "ab c\nd ef\ng\nhi jk l\nm n", "t2": "op\nq r s t\nuv"}
CODES = {"A": None, "B": None, "C": None, "A1": "A", "A11": "A1"}


def _transcript(name: str) -> Transcript:
    lines = [found.span() for found in re.finditer(r"[^\n]+", TEXTS[name])]
    return Transcript(
        id=name, title=name, kind="interview", text=TEXTS[name], format="txt", layout="inline", source_name=name,
        source_sha256=name, speakers=(Speaker(label="P", role="participant"),),
        turns=tuple(Turn(start=start, end=end, speaker=0) for start, end in lines),
    )  # fmt: skip


SOURCES = {name: _transcript(name) for name in TEXTS}


@st.composite
def _quoted(draw: st.DrawFn) -> tuple[str, int, int, str, str]:
    """A code on a place that begins and ends with a letter, as quotations do, by one of two coders."""
    name = draw(st.sampled_from(sorted(TEXTS)))
    letters = [nth for nth, sign in enumerate(TEXTS[name]) if not sign.isspace()]
    start, last = sorted((draw(st.sampled_from(letters)), draw(st.sampled_from(letters))))
    return name, start, last + 1, draw(st.sampled_from(sorted(CODES))), draw(st.sampled_from(("AB", "CD")))


_names = st.builds(Named, code=st.sampled_from(sorted(CODES)), under=st.booleans())
_joined = st.recursive(
    _names,
    lambda parts: st.builds(
        Joined,
        left=parts,
        sign=st.sampled_from(SIGNS),
        right=parts,
        distance=st.integers(0, 4),
        unit=st.sampled_from(("turns", "words")),
    ),
    max_leaves=5,
)


def _facts(quoted: list[tuple[str, int, int, str, str]]) -> Facts:
    return Facts(
        ground=Ground(
            transcripts=tuple(SOURCES.values()),
            codes=tuple(Code(id=name, name=name, parent_id=parent) for name, parent in CODES.items()),
            code_paths={"A": "A", "B": "B", "C": "C", "A1": "A > A1", "A11": "A > A1 > A11"},
            coders=(Coder(id="AB", name="AB"), Coder(id="CD", name="CD")),
            quotations=tuple(
                Quotation(
                    id=str(nth), transcript_id=name, coder_id=coder, start=start, end=end,
                    words=TEXTS[name][start:end],
                )
                for nth, (name, start, end, _, coder) in enumerate(quoted)
            ),
            codings=tuple(
                Coding(id=str(nth), quotation_id=str(nth), code_id=code, coder_id=coder)
                for nth, (_, _, _, code, coder) in enumerate(quoted)
            ),
        )
    )  # fmt: skip


def _by_characters(part: Expression, name: str, quoted: list[tuple[str, int, int, str, str]]) -> set[Characters]:
    """The places that a query means in one transcript, each as all its characters."""
    if isinstance(part, Named):
        meant = {code for code in CODES if code == part.code or (part.under and part.code in _above(code))}
        mine = (one for one in quoted if one[0] == name and one[3] in meant)
        return {frozenset(range(start, end)) for _, start, end, _, _ in mine}
    assert isinstance(part, Joined)
    left, right = (_by_characters(one, name, quoted) for one in (part.left, part.right))
    if part.sign == "or":
        return left | right
    if part.sign == "and":
        return {one & other for one, other in product(left, right) if one & other}
    if part.sign == "not":
        return {one for one in left if not any(one & other for other in right)}
    wanted = part.sign == "near"
    return {one for one in left if any(_is_near(part, name, one, other) for other in right) is wanted}


def _above(code: str) -> set[str]:
    parent = CODES[code]
    return set() if parent is None else {parent, *_above(parent)}


def _is_near(part: Joined, name: str, one: Characters, other: Characters) -> bool:
    text = TEXTS[name]
    if part.unit == "turns":
        turns = [text.count("\n", 0, nth) for nth in range(len(text))]
        return min(abs(turns[a] - turns[b]) for a in one for b in other) <= part.distance
    if one & other:
        return True
    first, second = sorted((one, other), key=min)
    words = [set(range(*found.span())) for found in re.finditer(r"\w+", text)]
    between = set(range(max(first) + 1, min(second)))
    return sum(word <= between for word in words) <= part.distance


@given(expression=_joined, quoted=st.lists(_quoted(), max_size=8))
def test_a_query_finds_what_its_characters_say(
    expression: Expression, quoted: list[tuple[str, int, int, str, str]]
) -> None:
    found = find(expression, _facts(quoted))
    expected = {name: there for name in TEXTS if (there := _by_characters(expression, name, quoted))}
    assert expected == {name: {frozenset(range(*place)) for place in places} for name, places in found.items()}


@given(left=_joined, right=_joined, quoted=st.lists(_quoted(), max_size=8))
def test_and_and_or_do_not_mind_their_order(
    left: Expression, right: Expression, quoted: list[tuple[str, int, int, str, str]]
) -> None:
    facts = _facts(quoted)
    for sign in ("and", "or"):
        one, other = (
            find(Joined(left=some, sign=sign, right=rest), facts) for some, rest in ((left, right), (right, left))  # type: ignore[arg-type]
        )  # fmt: skip
        assert one == other


@given(expression=_joined, quoted=st.lists(_quoted(), max_size=8))
def test_near_and_not_near_part_what_stands_before_them(
    expression: Expression, quoted: list[tuple[str, int, int, str, str]]
) -> None:
    facts = _facts(quoted)
    left = Named(code="A")
    near, far = (find(Joined(left=left, sign=sign, right=expression), facts) for sign in ("near", "not near"))  # type: ignore[arg-type]
    for name, places in find(left, facts).items():
        assert places == {**near.get(name, {}), **far.get(name, {})}
        assert not near.get(name, {}).keys() & far.get(name, {}).keys()


def _places(expression: str, quoted: list[tuple[str, int, int, str, str]]) -> list[str]:
    found = find(read(expression), _facts(quoted))
    return [TEXTS[name][start:end] for name, places in sorted(found.items()) for start, end in sorted(places)]


# "ab c|d ef|g|hi jk l|m n": A on turns 1 and 4, B in the second half of turn 4, C on turn 3.
SOME = [("t1", 0, 4, "A", "AB"), ("t1", 12, 19, "A1", "AB"), ("t1", 15, 19, "B", "CD"), ("t1", 10, 11, "C", "AB")]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("A", ["ab c", "hi jk l"]),
        ("only A", ["ab c"]),
        ("A and B", ["jk l"]),
        ("A not B", ["ab c"]),
        ("A or B", ["ab c", "hi jk l", "jk l"]),
        ("A near/1 C", ["hi jk l"]),
        ("A near C", ["ab c", "hi jk l"]),
        ("A near C not B", ["ab c"]),
        ("A near/3 words C", ["ab c", "hi jk l"]),
        ("A near/1 words C", ["hi jk l"]),
        ("A not near/1 C", ["ab c"]),
        ("C near (A not B)", ["g"]),
        ("not A", ["g"]),
        ("any where coder = CD", ["jk l"]),
        ("A [coder = AB] not B [coder = AB]", ["ab c", "hi jk l"]),
        ("A not B where coder = AB", ["ab c"]),
        ("A or C where valence = none; memo = no", ["ab c", "g", "hi jk l"]),
        ("where code = B", ["jk l"]),
    ],
)
def test_what_each_word_means(asked: str, expected: list[str]) -> None:
    assert expected == _places(asked, SOME)


def test_what_is_found_is_carried_by_the_codings_that_found_it() -> None:
    found = find(read("A and B"), _facts(SOME))
    assert {"t1": {(15, 19): frozenset({"1", "2"})}} == found
    assert {"t1": {(0, 4): frozenset({"0"}), (12, 19): frozenset({"1"})}} == find(read("A near C"), _facts(SOME))


@pytest.mark.parametrize(
    ("asked", "place", "why"),
    [
        ("A near Bord", "Bord", "There is no code “Bord”"),
        ("A where valence = good", "where valence = good", "none of enabler, barrier, mixed, none"),
        ("A where coder = ZZ", "where coder = ZZ", "There is no coder “ZZ”"),
        ("A [colour = red] not B", "[colour = red]", "Nothing here is called “colour”"),
        ("A where memo >= yes", "where memo >= yes", "“memo” has no order"),
    ],
)
def test_what_is_not_there_is_refused_at_its_place(asked: str, place: str, why: str) -> None:
    with pytest.raises(NotUnderstood, match=re.escape(why)) as refused:
        find(read(asked), _facts(SOME))
    assert place == asked[refused.value.start : refused.value.end]


def test_a_query_is_said_as_a_sentence() -> None:
    said = "(“A” within 2 turns of “B”) sharing no word with “C” itself, where role is chair"
    assert said == in_words(read("A near B not only C where role = chair"))
