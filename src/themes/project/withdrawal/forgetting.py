"""Who withdrew, and that the key, a file of its own, forgets them too, even where the program was ended meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from themes.errors import ProjectError
from themes.model import Withdrawal
from themes.project.names.copies import deleted_now
from themes.project.names.releasing import ReleaseVerbs
from themes.store import WITHDREW, KeyFile, Store


class ForgetVerbs(ReleaseVerbs):
    """Say who withdrew, and let the key forget them."""

    def withdrawals(self) -> list[Withdrawal]:
        """Who withdrew, the first one first."""
        return self._store.facts(Withdrawal)

    def backups_from_before(self) -> list[Path]:
        """The copies that Themes made beside the study before somebody withdrew: they hold their words still."""
        gone = {one.id for one in self.withdrawals()}
        return [each for each in self.backups_beside() if not gone <= _known_in(each)] if gone else []

    def delete_backups_from_before(self) -> list[Path]:
        """Delete these copies; returns those that could be."""
        return [each for each in self.backups_from_before() if deleted_now(each)]

    def use_key(self, path: str | Path) -> None:
        """Say where the key file lies, as long as the project is open; it forgets who withdrew."""
        super().use_key(path)
        self._end_withdrawals()

    def _end_withdrawals(self) -> None:
        """Let the key forget who withdrew, where the program was ended after their words had left the study."""
        for gone in () if self.read_only else self.withdrawals():
            self._key_forgets(gone, until=gone.at)

    def _key_forgets(self, gone: Withdrawal, *, besides: Iterable[str] = (), until: str = "") -> None:
        """Let the key forget somebody's names, what the transcripts of their step were before a release, and files.

        Args:
            gone: Who.
            besides: More files than those that held their words, by SHA-256.
            until: What transcripts were before a release later than that stays.
        """
        key = KeyFile(self.key_path, self.id)
        if not key.exists():
            return
        steps = [one.step for one in self._store.steps() if one.step.verb == WITHDREW and one.step.subject == gone.id]
        touched = {id_ for step in steps for kind, id_, _, _ in self._store.left_of(step.id)[1] if kind == "transcript"}
        key.forget(
            name_ids=[one.id for one in key.names() if one.case_id == gone.id],
            transcript_ids=sorted(touched),
            sources=[*gone.sources, *besides],
            until=until,
        )


def _known_in(backup: Path) -> set[str]:
    """Who withdrew, as far as a copy knows; nobody where it cannot be read."""
    try:
        store = Store.open(backup, read_only=True)
    except ProjectError:
        return set()
    with store:
        return set(store.ids(Withdrawal))
