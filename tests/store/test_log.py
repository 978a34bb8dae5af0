"""Whatever was done can be undone, and the log keeps all of it."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from themes.errors import Refused
from themes.model import Case, Code, Coder, Fact, Speaker, Study, Theme, Transcript, Turn
from themes.operations import (
    Change,
    Operation,
    Step,
    added,
    apply,
    body,
    chain,
    entity_of,
    inverse,
    new_id,
    now,
    removed,
    revised,
)
from themes.store import Store
from themes.store.bodies import fact_from

IDS = st.sampled_from(["a", "b", "c"])
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)


def a_transcript(id_: str, name: str, case_id: str | None) -> Transcript:
    """An interview of one turn, by somebody or nobody."""
    return Transcript(
        id=id_, title=name, kind="interview", text=f"so {name}", turns=(Turn(start=0, end=3 + len(name), speaker=0),),
        speakers=(Speaker(label="P", role="participant", case_id=case_id),), format="txt", layout="", source_name="",
        source_sha256="",
    )  # fmt: skip


FACTS = st.one_of(
    st.builds(Code, id=IDS, name=NAMES, parent_id=st.none() | IDS, typical=st.lists(NAMES, max_size=2).map(tuple)),
    st.builds(Theme, id=IDS, name=NAMES, code_ids=st.lists(IDS, max_size=2, unique=True).map(tuple)),
    st.builds(Case, id=IDS, label=NAMES),
    st.builds(a_transcript, IDS, NAMES, st.none() | IDS),
)
WISHES = st.lists(st.lists(st.tuples(FACTS, st.booleans()), min_size=1, max_size=4), min_size=1, max_size=10)


def changes_of(facts: dict[tuple[str, str], Fact], wishes: list[tuple[Fact, bool]]) -> list[Change]:
    """Wishes ("this fact should be so", "that should go") as changes on what is there."""
    changes: list[Change] = []
    for fact, stays in wishes:
        was = apply(facts, changes).get((entity_of(fact), fact.id))
        if was is None:
            changes.append(added(fact))
        else:
            changes.append(revised(was, fact) if stays else removed(was))
    return changes


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WISHES)
def test_steps_do_what_they_say_and_undoing_all_leaves_a_new_project(wishes: list[list[tuple[Fact, bool]]]):
    first = Step(id=new_id(), verb="create project", coder_id="coder", at=now())
    study, coder = Study(id="study", title="S"), Coder(id="coder", name="AB")
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "s.themes", first, [added(study), added(coder)]) as store,
    ):
        new = store.dump()
        facts: dict[tuple[str, str], Fact] = {}
        done = []
        n_operations = 2
        for wished in wishes:
            changes = changes_of(facts, wished)
            step = replace(first, id=new_id(), verb="do")
            try:
                store.write(step, changes)
            except Refused:
                continue
            facts = apply(facts, changes)
            done.append(step)
            n_operations += len(changes)
        assert facts == {
            (entity_of(fact), fact.id): fact for kind in (Code, Theme, Case, Transcript) for fact in store.facts(kind)
        }
        assert [] == store.check()
        for step in reversed(done):
            store.write(replace(first, id=new_id(), verb="undo", undoes=step.id), inverse(store.changes(step.id)))
        assert new == store.dump()
        assert [] == store.check()
        assert 2 + 2 * (n_operations - 2) == store.last_seq()
        assert list(reversed(done)) == [
            logged.step for logged in store.steps() if logged.step.verb == "do"
        ]  # the log retains all that was undone


@given(st.one_of(FACTS))
def test_a_fact_comes_back_from_its_body(fact: Fact):
    assert fact == fact_from(entity_of(fact), body(fact))


def test_a_body_written_before_a_field_came_takes_its_default():
    assert Code(id="a", name="A") == fact_from("code", '{"id":"a","name":"A"}')


def test_a_hash_depends_on_all_that_it_covers():
    step = Step(id="s", verb="do", coder_id="c", at="2026")
    operation = Operation(id="o", entity="code", entity_id="a", was=None, now="d", told="{}")
    hashes = {
        chain("", step, operation),
        chain("0", step, operation),
        *(chain("", replace(step, **{name: "x"}), operation) for name in Step.__dataclass_fields__),
        *(chain("", step, replace(operation, **{name: "x"})) for name in Operation.__dataclass_fields__),
    }
    assert 2 + len(Step.__dataclass_fields__) + len(Operation.__dataclass_fields__) == len(hashes)
