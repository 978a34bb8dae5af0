"""The press that takes files in which were read and wait, one or many."""

from __future__ import annotations

from collections.abc import Sequence

from themes.project import Project, SamePerson
from themes.ui import session
from themes.ui.plain import count


def take_in(project: Project, keys: Sequence[str], together: Sequence[SamePerson]) -> None:
    """What a press does: take files in, say how many, and why not the others."""

    def verb() -> None:
        results = project.take_in(keys, together=together)
        n_in = sum(one.transcript is not None for one in results)
        if n_in:
            session.say(f"{count(n_in, 'transcript')} taken in. Undo takes them out again in one step.")
        for one in results:
            if one.refused:
                session.say(one.refused, refused=True)

    session.attempt(verb)
