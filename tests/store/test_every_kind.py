"""A project with a fact of every kind leaves as plain files and comes back equal, through its file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from themes.model import Fact
from themes.operations import ENTITIES, Step, added
from themes.project import Project
from themes.store import Store

from .conftest import SOURCE


def test_a_fact_of_every_kind_comes_back_from_a_folder_of_plain_files(
    tmp_path: Path, begin: Callable[[Path], Store], sample: list[Fact], step: Callable[..., Step]
):
    sha256 = hashlib.sha256(SOURCE).hexdigest()
    with begin(tmp_path / "study.themes") as store:
        store.write(step("fill"), [added(fact) for fact in sample], sources={sha256: SOURCE})
    with Project.open(tmp_path / "study.themes") as project:
        before = {entity: project._store.facts(kind) for entity, kind in ENTITIES.items()}
        folder = project.export_folder(tmp_path / "plain")
    assert [] == [entity for entity, facts in before.items() if not facts]
    with Project.open(Project.import_folder(folder, tmp_path / "again")) as again:
        assert before == {entity: again._store.facts(kind) for entity, kind in ENTITIES.items()}
        assert SOURCE == again._store.source(sha256)
        assert [] == again.check()
