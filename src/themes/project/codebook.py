"""Verbs on the codebook: codes with their rules, their order, merging, and the codebook as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from themes.colours import COLOURS
from themes.errors import Refused, RefusedFile
from themes.model import (
    Code,
    Coding,
    Decision,
    Displaced,
    FrozenSet,
    FrozenTranscript,
    LookedAt,
    Memo,
    Query,
    Quotation,
    Settlement,
    Suggestion,
    Summary,
    Theme,
)
from themes.operations import Change, added, new_id, removed, revised
from themes.project import frozen_moves, query_moves, summary_moves
from themes.project.base import Base, whole
from themes.project.memo_moves import followed
from themes.project.texts.intake import bytes_of

if TYPE_CHECKING:
    from themes.exchange.entry import Entry

PALETTE = tuple(colour.value for colour in COLOURS)
"""The colours that new codes take, one after the other."""

_PATH = " > "


class CodebookVerbs(Base):
    """Make, order, merge and exchange codes."""

    def codes(self) -> list[Code]:
        """All codes, each followed by its children, siblings by position then name."""
        children: dict[str | None, list[Code]] = {}
        for code in sorted(self._store.facts(Code), key=lambda code: (code.position, code.name.casefold())):
            children.setdefault(code.parent_id, []).append(code)
        ordered: list[Code] = []
        waiting = list(reversed(children.get(None, [])))
        while waiting:
            code = waiting.pop()
            ordered.append(code)
            waiting.extend(reversed(children.get(code.id, [])))
        return ordered

    def code(self, key: Code | str) -> Code:
        """The code of that id, beginning of an id, name, or path ("Governance > Board engagement")."""
        by_id: dict[str, Code] = {}

        def names(code: Code) -> tuple[str, str]:
            if not by_id:  # an id, which is what a page gives, needs no paths
                by_id.update({known.id: known for known in self._store.facts(Code)})
            return code.name, _path(code, by_id)

        return self._pick(Code, key, names=names, what="code")

    def code_path(self, code: Code | str) -> str:
        """The names of a code's ancestors and its own: "Governance > Board engagement"."""
        by_id = {known.id: known for known in self._store.facts(Code)}
        return _path(by_id[code if isinstance(code, str) else code.id], by_id)

    def paths(self) -> dict[str, str]:
        """The path of every code, by id."""
        by_id = {code.id: code for code in self._store.facts(Code)}
        return {code_id: _path(code, by_id) for code_id, code in by_id.items()}

    @property
    def codebook_version(self) -> int:
        """How many steps have changed the codebook so far."""
        return self._store.codebook_version()

    @whole
    def add_code(
        self,
        name: str,
        *,
        parent: Code | str | None = None,
        definition: str = "",
        use_when: str = "",
        dont_use_when: str = "",
        colour: str | None = None,
        new_id: str | None = None,
        step_id: str | None = None,
    ) -> Code:
        """Add a code.

        Raises:
            Refused: The name is empty, or a sibling bears it.
        """
        if step_id and self.has_step(step_id) and new_id:
            return self._store.fact(Code, new_id)
        code = self._new_code(name, parent=parent, colour=colour, code_id=new_id)
        code = replace(code, definition=definition, use_when=use_when, dont_use_when=dont_use_when)
        self._step("add code", [added(code)], subject=code.id, step_id=step_id)
        return code

    @whole
    def revise_code(self, code: Code | str, *, step_id: str | None = None, **fields: Any) -> Code:  # noqa: ANN401 - the fields of Code
        """Change a code; the keywords are the fields of ``Code``.

        Raises:
            Refused: A sibling has the name, or the code would become its own ancestor.
        """
        was = self.code(code)
        now = replace(was, **fields)
        now = replace(now, name=now.name.strip())
        self._step("change code", [revised(was, now)], subject=was.id, step_id=step_id)
        return now

    @whole
    def merge_codes(self, into: Code | str, *others: Code | str) -> Code:
        """Move the codings, children and themes of other codes to one, and take the others out."""
        target = self.code(into)
        merged = [self.code(other) for other in others]
        gone = {code.id for code in merged} - {target.id}
        if gone & self._ancestors(target):
            message = "A code cannot take in one that it stands under. Nothing was changed; merge the other way round."
            raise Refused(message)
        changes = [
            *self._codings_moved(gone, target.id),
            *self._looked_at_moved(gone, target.id),
            *(revised(one, replace(one, code_id=target.id)) for one in self._settlements_of(gone)),
            *self._references_moved(gone, target.id),
            *followed(self._store.facts(Memo, about="code"), "code", dict.fromkeys(gone, target.id)),
            *summary_moves.followed(self._store.facts(Summary), dict.fromkeys(gone, target.id)),
            *query_moves.followed(self._store.facts(Query), dict.fromkeys(gone, target.id)),
            *(
                revised(child, replace(child, parent_id=target.id))
                for child in self._store.facts(Code)
                if child.parent_id in gone and child.id not in gone and child.id != target.id
            ),
            *(removed(code) for code in self._deepest_first(gone)),
        ]
        self._step("merge codes", changes, subject=target.id)
        return target

    def remove_code(self, code: Code | str) -> None:
        """Take a code out with its codings; its children move up to its parent, themes lose it."""
        self.remove_codes([code])

    @whole
    def remove_codes(self, codes: Sequence[Code | str]) -> None:
        """Take codes out with their codings, in one step; their children move up, themes lose them."""
        was = [self.code(code) for code in codes]
        gone = {code.id for code in was}
        by_id = {code.id: code for code in self._store.facts(Code)}

        def standing(parent_id: str | None) -> str | None:
            while parent_id in gone:
                parent_id = by_id[parent_id].parent_id
            return parent_id

        everything = self._store.facts(Coding)
        codings = [coding for coding in everything if coding.code_id in gone]
        kept = {coding.quotation_id for coding in everything if coding.code_id not in gone}
        bare = {coding.quotation_id for coding in codings} - kept
        changes: list[Change] = [
            *map(removed, codings),
            *(removed(self._store.fact(Quotation, quotation_id)) for quotation_id in sorted(bare)),
            *(removed(row) for row in self._store.facts(LookedAt) if row.code_id in gone),
            *map(removed, self._settlements_of(gone)),
            *self._references_moved(gone, None),
            *(
                revised(child, replace(child, parent_id=standing(child.parent_id)))
                for child in by_id.values()
                if child.parent_id in gone and child.id not in gone
            ),
            *map(removed, self._deepest_first(gone)),
        ]
        self._step(
            "remove code" if len(was) == 1 else "remove codes", changes, subject=was[0].id if len(was) == 1 else ""
        )

    def read_codebook(self, path: str | Path, data: bytes | None = None) -> list[Code]:
        """Add the codes of a .toml or .csv codebook; a code of the same name and parent is revised.

        Args:
            path: The file, or its name where ``data`` holds its bytes.
            data: The bytes of an upload.

        Returns:
            The codes of the file, as they are now in the project.

        Raises:
            RefusedFile: It cannot be read; nothing was changed.
        """
        file = Path(path)
        return self._take_codebook(_entries(file.name, bytes_of(file) if data is None else data))

    @whole
    def _take_codebook(self, entries: Sequence[Entry]) -> list[Code]:
        """Add or revise the codes of a codebook file."""
        from themes.exchange.entry import path_of  # noqa: PLC0415 - parsers are not needed to open a project

        by_id = {code.id: code for code in self._store.facts(Code)}
        known = {path_of(*_names(code, by_id)).casefold(): code for code in by_id.values()}
        changes: list[Change] = []
        codes: list[Code] = []
        for nth, entry in enumerate(entries):
            place = entry.path.casefold()
            was = known.get(place)
            parent = known[entry.parent.casefold()] if entry.parent else None
            base = was or Code(
                id=new_id(),
                name=entry.name,
                position=len(by_id) + nth,
                colour=PALETTE[len(known) % len(PALETTE)],
                parent_id=parent.id if parent else None,
            )
            now = replace(
                base,
                definition=entry.definition or base.definition,
                use_when=entry.use_when or base.use_when,
                dont_use_when=entry.dont_use_when or base.dont_use_when,
                colour=entry.colour or base.colour,
            )
            changes.append(revised(was, now) if was else added(now))
            known[place] = now
            codes.append(now)
        self._step("read codebook", changes)
        return codes

    def write_codebook(self, path: str | Path) -> Path:
        """Write the codebook as .toml, .csv or .qdc, by the file's suffix."""
        place = Path(path)
        place.write_text(self.codebook_text(place.name), encoding="utf-8", newline="")
        return place

    def codebook_text(self, name: str) -> str:
        """The codebook as the text of a .toml, .csv or .qdc file, by the name's suffix."""
        from themes.exchange import codebook, entry  # noqa: PLC0415 - as above

        by_id = {code.id: code for code in self._store.facts(Code)}
        entries = [
            entry.Entry(
                name=code.name,
                definition=code.definition,
                use_when=code.use_when,
                dont_use_when=code.dont_use_when,
                colour=code.colour,
                parent=entry.path_of(*_names(code, by_id)[:-1]),
            )
            for code in self.codes()
        ]
        return codebook.write_codebook(name, self.study.title, entries)

    def _new_code(
        self, name: str, *, parent: Code | str | None = None, colour: str | None = None, code_id: str | None = None
    ) -> Code:
        """A code that is not written yet, its name checked."""
        parent_id = None if parent is None else self.code(parent).id
        count = len(self._store.facts(Code))
        return Code(
            id=code_id or new_id(),
            name=name.strip(),
            colour=colour or PALETTE[count % len(PALETTE)],
            parent_id=parent_id,
            position=count,
        )

    def _ancestors(self, code: Code) -> set[str]:
        by_id = {known.id: known for known in self._store.facts(Code)}
        above: set[str] = set()
        while code.parent_id is not None:
            code = by_id[code.parent_id]
            above.add(code.id)
        return above

    def _codings_moved(self, gone: set[str], target: str) -> list[Change]:
        """Codings of the gone codes under the target; one that the quotation bears already goes."""
        borne = {(coding.quotation_id, coding.coder_id) for coding in self._store.facts(Coding, code_id=target)}
        changes: list[Change] = []
        for coding in self._store.facts(Coding):
            if coding.code_id not in gone:
                continue
            key = (coding.quotation_id, coding.coder_id)
            changes.append(removed(coding) if key in borne else revised(coding, replace(coding, code_id=target)))
            borne.add(key)
        return changes

    def _looked_at_moved(self, gone: set[str], target: str) -> list[Change]:
        """Who has looked for all of the merged codes in a transcript has looked for what they have become."""
        rows = [row for row in self._store.facts(LookedAt) if row.code_id in gone or row.code_id == target]
        looked: dict[tuple[str, str], dict[str, LookedAt]] = {}
        for row in rows:
            looked.setdefault((row.transcript_id, row.coder_id), {})[row.code_id] = row
        return [
            removed(row)
            for by_code in looked.values()
            for code_id, row in by_code.items()
            if code_id in gone or set(by_code) != gone | {target}
        ]

    def _settlements_of(self, gone: set[str]) -> list[Settlement]:
        return [one for one in self._store.facts(Settlement) if one.code_id in gone]

    def _references_moved(self, gone: set[str], target: str | None) -> list[Change]:
        """Themes, lost quotations, decisions and suggestions that named a gone code name the target, or nothing."""
        changes: list[Change] = []
        for fact in (*self._store.facts(Theme), *(self._store.facts(Displaced) if target else ())):
            if gone & set(fact.code_ids):
                named = [target if code_id in gone else code_id for code_id in fact.code_ids]
                code_ids = tuple(dict.fromkeys(code_id for code_id in named if code_id))
                changes.append(revised(fact, replace(fact, code_ids=code_ids)))
        for decision in self._store.facts(Decision):
            if decision.code_id in gone:
                outcome = "open" if decision.outcome == "accepted" and not target else decision.outcome
                changes.append(revised(decision, replace(decision, code_id=target, outcome=outcome)))
        changes.extend(
            revised(suggestion, replace(suggestion, code_id=target)) if target else removed(suggestion)
            for suggestion in self._store.facts(Suggestion)
            if suggestion.code_id in gone
        )
        if target:
            frozen = self._store.facts(FrozenSet), self._store.facts(FrozenTranscript)
            changes += frozen_moves.followed(*frozen, dict.fromkeys(gone, target))
        return changes

    def _deepest_first(self, gone: set[str]) -> list[Code]:
        return [code for code in reversed(self.codes()) if code.id in gone]


def _entries(name: str, data: bytes) -> list[Entry]:
    """The codes of a codebook file, read in the child that ``read.fence`` watches."""
    from themes.exchange.entry import Entry  # noqa: PLC0415 - parsers are not needed to open a project
    from themes.read import fence  # noqa: PLC0415 - as above

    try:
        return fence.ask("themes.exchange.codebook:entries_of", list[Entry], data, name=name)
    except RefusedFile as error:
        if str(error).startswith(name):
            raise
        message = f"{name} was not read: {error} Nothing was imported."
        raise type(error)(message) from error


def _path(code: Code, by_id: dict[str, Code]) -> str:
    return _PATH.join(_names(code, by_id))


def _names(code: Code, by_id: dict[str, Code]) -> list[str]:
    """The names from the top of the tree down to the code's own."""
    names = [code.name]
    while code.parent_id is not None:
        code = by_id[code.parent_id]
        names.insert(0, code.name)
    return names
