"""Operations: changes, their inverses, and what the log may tell."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.errors import StaleChange
from themes.model import Code, Fact, Memo, Quotation, Theme
from themes.operations import (
    Change,
    Operation,
    Step,
    added,
    apply,
    body,
    chain,
    digest,
    inverse,
    removed,
    revised,
    told,
)

STEP = Step(id="s1", verb="add code", coder_id="c1", at="2026-11-22T09:00:00.000Z")
OPERATION = Operation(id="o1", entity="code", entity_id="k1", was=None, now="d1", told="{}")


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Changes to a handful of codes and themes, each true to the state before it."""
    facts: dict[str, Fact] = {}
    changes: list[Change] = []
    for _ in range(draw(st.integers(0, 30))):
        key = draw(st.sampled_from("abcdef"))
        name = draw(st.text(max_size=5))
        was = facts.get(key)
        if was is None:
            fact: Fact = Code(id=key, name=name) if key < "d" else Theme(id=key, name=name)
            changes.append(added(fact))
            facts[key] = fact
        elif draw(st.booleans()):
            changes.append(revised(was, replace(was, name=name)))
            facts[key] = replace(was, name=name)
        else:
            changes.append(removed(facts.pop(key)))
    return changes


@given(histories())
def test_changes_and_then_their_inverse_leave_nothing(changes: list[Change]):
    assert apply(apply({}, changes), inverse(changes)) == {}


@given(histories())
def test_the_inverse_of_the_inverse_is_the_change_itself(changes: list[Change]):
    assert inverse(inverse(changes)) == changes


def test_a_change_to_what_is_no_longer_so_is_refused():
    code = Code(id="k1", name="Board engagement")
    facts = apply({}, [added(code)])
    with pytest.raises(StaleChange):
        apply(facts, [revised(replace(code, name="Board"), replace(code, name="Boards"))])


def test_a_revision_keeps_kind_and_id():
    with pytest.raises(ValueError, match="keeps the kind and the id"):
        revised(Code(id="a", name="one"), Code(id="b", name="one"))


def test_the_log_tells_ids_and_spans_and_no_words():
    quotation = Quotation(id="q1", transcript_id="t1", coder_id="c1", start=3, end=9, words="secret")
    memo = Memo(id="m1", about="code", about_id="k1", coder_id="c1", text="secret", at="2026")
    code = Code(id="k1", name="secret", definition="secret", typical=("secret",))
    assert json.loads(told(quotation)) == {"transcript_id": "t1", "coder_id": "c1", "start": 3, "end": 9}
    assert not any("secret" in told(fact) for fact in (quotation, memo, code))


def test_equal_facts_have_equal_digests_and_a_changed_word_another():
    code = Code(id="k1", name="Access")
    assert digest(body(code)) == digest(body(Code(id="k1", name="Access")))
    assert digest(body(code)) != digest(body(replace(code, name="Acces")))


@pytest.mark.parametrize("field", ["id", "entity", "entity_id", "now", "told"])
def test_the_chain_covers_every_field_of_an_operation(field: str):
    changed = replace(OPERATION, **{field: "other"})
    assert chain("", STEP, OPERATION) != chain("", STEP, changed)


@pytest.mark.parametrize("field", ["id", "verb", "coder_id", "at", "subject", "undoes"])
def test_the_chain_covers_every_field_of_the_step(field: str):
    assert chain("", STEP, OPERATION) != chain("", replace(STEP, **{field: "other"}), OPERATION)


def test_the_chain_covers_the_hash_before():
    assert chain("", STEP, OPERATION) != chain("0" * 64, STEP, OPERATION)


@pytest.mark.parametrize("was", [None, "d0"])
def test_the_chain_covers_previous_step_and_operation_as_json(was: str | None):
    operation = replace(OPERATION, was=was, entity_id='k"1 é\n', told='{"code_id":"k1"}')
    fields = {name: getattr(operation, name) for name in operation.__dataclass_fields__}
    step = {name: getattr(STEP, name) for name in STEP.__dataclass_fields__}
    covered = json.dumps(["before", step, fields], sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(covered.encode()).hexdigest() == chain("before", STEP, operation)
