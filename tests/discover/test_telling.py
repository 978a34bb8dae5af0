"""The words that tell a group from all others."""

from __future__ import annotations

from themes.discover.telling import telling, vocabulary

TEXTS = (
    "The board came to the ward.",
    "Our board sat with the staff.",
    "The money ran out.",
    "Money was promised, and Harriet spent it on the ward.",
)


def test_words_that_the_others_say_as_often_tell_nothing() -> None:
    words = vocabulary([*TEXTS[:2], *TEXTS[:2]], frozenset())
    assert () == telling(words, [0, 1])


def test_each_part_has_its_own_words() -> None:
    words = vocabulary(TEXTS, frozenset())
    assert (("board",), ("money",)) == (telling(words, [0, 1]), telling(words, [2, 3]))


def test_a_name_of_the_study_is_never_among_them() -> None:
    said = ["Harriet spoke.", "Harriet wrote.", "The board sat."]
    assert ("Harriet".lower(),) == telling(vocabulary(said, frozenset()), [0, 1])
    assert () == telling(vocabulary(said, frozenset({"harriet"})), [0, 1])
