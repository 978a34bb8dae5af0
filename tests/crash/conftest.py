"""A new project file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from themes.model import Coder, Study
from themes.operations import Step, added, now
from themes.store import Store


@pytest.fixture
def begin() -> Callable[[Path], Store]:
    """Makes a new project file at a path."""
    first = Step(id="create", verb="create project", coder_id="coder", at=now())
    facts = [added(Study(id="study", title="S")), added(Coder(id="coder", name="AB"))]
    return lambda path: Store.create(path, first, facts)
