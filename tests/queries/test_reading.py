"""A query is read as it is written, and a mistake is told where it is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from themes.errors import NotUnderstood
from themes.filters import Condition
from themes.queries import SIGNS, Every, Expression, Joined, Named, Narrowed, read
from themes.queries.reading import LONGEST

_text = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
_name = _text.map(lambda text: " ".join(text.split())).filter(bool)
_word = st.sampled_from(["near", "Near/2", "and", "where", "only x", "any", "x (y)", 'a "b" c', "“c”", "[d]", "not"])
_about = st.sampled_from(["role", "coder", "Satisfied? (1 = no; 5 = yes]", "attribute:code", "memo words"])
_value = _text.map(lambda text: text.strip().strip("=<>!").strip()).filter(bool)
_condition = st.builds(
    Condition,
    about=_about,
    values=st.lists(_value, min_size=1, max_size=3).map(tuple),
    sign=st.sampled_from(("=", "!=", ">=", "<")),
)
_conditions = st.lists(_condition, min_size=1, max_size=3).map(tuple)
_part: st.SearchStrategy[Expression] = st.recursive(
    st.builds(Named, code=_name | _word, under=st.booleans()) | st.just(Every()),
    lambda parts: (
        st.builds(
            Joined,
            left=parts,
            sign=st.sampled_from(SIGNS),
            right=parts,
            distance=st.integers(0, 9999),
            unit=st.sampled_from(("turns", "words")),
        )
        | st.builds(Narrowed, part=parts, conditions=_conditions)
    ),
    max_leaves=6,
)


@given(_part | st.builds(Narrowed, part=_part, conditions=_conditions, at_end=st.just(True)))  # type: ignore[arg-type]
def test_what_is_written_is_read_as_it_was_meant(expression: Expression) -> None:
    assert str(expression) == str(read(str(expression)))
    assert _as_kept(expression) == _as_kept(read(str(expression)))


def _as_kept(part: Expression) -> Expression:
    """The part without distances that nothing is written of: only what is to be near has one."""
    if isinstance(part, Narrowed):
        return Narrowed(part=_as_kept(part.part), conditions=part.conditions, at_end=part.at_end)
    if isinstance(part, Joined):
        left, right = _as_kept(part.left), _as_kept(part.right)
        if part.sign.endswith("near"):
            return Joined(left=left, sign=part.sign, right=right, distance=part.distance, unit=part.unit)
        return Joined(left=left, sign=part.sign, right=right)
    return part


@given(st.text(alphabet='ab "“”()[];=\\|where andnotr/12', max_size=40))
@example('1""')
def test_whatever_is_written_is_read_or_refused_within_it(text: str) -> None:
    try:
        expression = read(text)
    except NotUnderstood as error:
        refused = error
    else:
        assert str(expression) == str(read(str(expression)))
        return
    assert 0 <= refused.start <= refused.end <= len(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("trust NEAR regulation", "trust near/2 turns regulation"),
        ("A and B or C", "A and B or C"),
        ("A and (B or C)", "A and (B or C)"),
        ("A but not B", "A not B"),
        ("A and not near/1 B", "A not near/1 turns B"),
        ("A near/20 words B", "A near/20 words B"),
        ("A near/3 Words of thanks", "A near/3 words of thanks"),
        ("not A", "any not A"),
        ("where role=chair", "any where role = chair"),
        ("Nearness or Andover", '"Nearness" or Andover'),
        ("Governance > Board", "Governance > Board"),
        ("“Health and safety” and A", '"Health and safety" and A'),
        ("(A) [role=chair;]", "A [role = chair]"),
        (
            "A near B not C where role=chair|nurse; phase>=2",
            "A near/2 turns B not C where role = chair|nurse; phase >= 2",
        ),
    ],
)
def test_what_people_write_is_understood(written: str, meant: str) -> None:
    assert meant == str(read(written))


@pytest.mark.parametrize(
    ("written", "place", "why"),
    [
        ("", "", "nothing to look for"),
        ("A and", "", "missing at the end"),
        ("A and or B", "or", "should stand here, not “or”"),
        ("(A or B", "(", "not closed"),
        ("A) or B", ")", "closes none"),
        ('A or "B', '"B', "no quotation mark at its end"),
        ("A near/x B", "near/x", "a number of turns or words"),
        ("A [role = chair", "[role = chair", "not closed"),
        ("A where role", " role", "is no condition"),
        ("(A where role = x) or B", "where", "stands at the end"),
        ('A or ""', '""', "between these quotation marks"),
        ("A ] B", "]", "closes none"),
    ],
)
def test_a_mistake_is_told_where_it_is(written: str, place: str, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why) as refused:
        read(written)
    assert place == written[refused.value.start : refused.value.end]


def test_what_is_too_long_or_too_deep_is_refused_in_words() -> None:
    for written in ("(" * 500, "not " * 500 + "A", " and ".join(["A"] * 500), "A" * (LONGEST + 1)):
        with pytest.raises(NotUnderstood):
            read(written)
