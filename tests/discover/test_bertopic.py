"""BERTopic's own picture through the same facts."""

from __future__ import annotations

import pytest
from study import study

from themes.discover import bertopic_engine, propose
from themes.errors import MissingExtra


def test_bertopic_gives_its_own_picture_as_the_same_facts():
    pytest.importorskip("bertopic", reason="the extra topics is not installed")
    segments, words, vectors, _ = study(160, noise=0.3)
    found = propose(segments, words, vectors, engine="bertopic")
    assert (160, sum(one.n_segments for one in found.candidates)) == (
        len(found.members),
        sum(member.rank > 0 for member in found.members),
    )


def test_a_missing_bertopic_is_said_in_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bertopic_engine, "find_spec", lambda _name: None)
    segments, words, vectors, _ = study(40)
    with pytest.raises(MissingExtra, match="pip install"):
        propose(segments, words, vectors, engine="bertopic")
