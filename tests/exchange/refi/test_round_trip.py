"""A study written as REFI-QDA and read again: equal in all that the format can hold, and told of the rest."""

from __future__ import annotations

import io
import os
import zipfile
from importlib import resources

import pytest
from lxml import etree
from tests.exchange.refi.studies import facts_of, held, lost, study
from tests.exchange.refi.taken_in import taken_in

from themes.exchange.refi.write import write

ROUNDS = int(os.environ.get("THEMES_REFI_ROUNDS", "100"))
SCHEMA = etree.XMLSchema(
    etree.parse(str(resources.files("themes.exchange.refi").joinpath("schemas/Project-mrt2019.xsd")))
)


def project_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("project.qde")


@pytest.mark.parametrize("tens", range((ROUNDS + 9) // 10))
def test_random_studies_come_back_equal_in_all_that_refi_qda_can_hold(tens: int):
    for seed in range(tens * 10, min(ROUNDS, tens * 10 + 10)):
        leaving = study(seed)
        written = write(leaving)
        facts, result = taken_in(written.data)
        before, after = held(facts_of(leaving)), held(facts)
        for kind, expected in before.items():
            assert expected == after[kind], f"seed {seed}, {kind}"
        assert () == result.not_brought, seed
        assert lost(leaving) == {one.reason: one.count for one in written.not_held}, seed
        SCHEMA.assertValid(etree.fromstring(project_of(written.data)))


def test_the_same_study_is_the_same_bytes():
    assert write(study(7)).data == write(study(7)).data
