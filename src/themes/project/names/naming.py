"""Verbs on the key: where it lies, the names list, which words stay, and what a released transcript was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from themes.errors import NotFound, ProjectError, Refused, RefusedFile
from themes.model import Attribute, Case, Identifier, IdentifierKind, KnownName, Original, Review, Transcript
from themes.operations import new_id
from themes.project.base import Base, whole
from themes.store import KeyFile

if TYPE_CHECKING:
    from themes.privacy import NameList
    from themes.privacy.suggested import Suggested

KINDS: tuple[IdentifierKind, ...] = ("person", "organisation", "place", "other")
"""What can be on a names list."""


class NameVerbs(Base):
    """What the key file holds; each verb opens it and closes it again."""

    @property
    def key_path(self) -> Path:
        """Where the key file lies, or will: beside the project, unless ``use_key`` named another place."""
        return self._shared.key[-1] if self._shared.key else self.path.with_suffix(".key")

    def use_key(self, path: str | Path) -> None:
        """Say where the key file lies, as long as the project is open."""
        self._shared.key.append(Path(path))

    def names(self) -> list[KnownName]:
        """The names list, in the order in which it was given."""
        return self._key().names()

    @whole
    def add_name(
        self,
        name: str,
        kind: IdentifierKind = "person",
        *,
        pseudonym: str = "",
        spellings: Iterable[str] = (),
        case: Case | None = None,
    ) -> KnownName:
        """Put a name on the names list; one that is there gets the spellings.

        Raises:
            Refused: It is empty or of no kind that a list can have, or the pseudonym shows the name.
        """
        from themes.privacy.pseudonyms import folded  # noqa: PLC0415 - not needed to open a project

        tidy = " ".join(name.split())
        if not folded(tidy) or kind not in KINDS:
            raise Refused("A name on the list needs at least a letter, and is a person, an organisation or a place.")
        known = self.names()
        same = next((one for one in known if one.kind == kind and folded(one.name) == folded(tidy)), None)
        wanted = [" ".join(each.split()) for each in spellings if each.strip()]
        entry = same or KnownName(id=new_id(), name=tidy, kind=kind)
        entry = replace(entry, spellings=tuple(dict.fromkeys([*entry.spellings, *wanted])))
        if case is not None:
            entry = replace(entry, case_id=case.id)
        entry = replace(entry, pseudonym=pseudonym or entry.pseudonym or self._fresh(entry, known))
        self._refuse_telling(entry)
        self._key().keep_names([entry])
        return entry

    def add_names(self, path: str | Path, data: bytes | None = None) -> list[KnownName]:
        """Put the names of a file on the list: one a line, or a table (.csv, .xlsx) with a column ``name``.

        A table's columns ``kind``, ``pseudonym`` and ``spellings`` (apart by semicolons) are taken where they are.

        Raises:
            RefusedFile: It cannot be read or has no column of that name; nothing was kept.
        """
        place = Path(path)
        content = place.read_bytes() if data is None else data
        if place.suffix.casefold() in (".csv", ".xlsx", ".tsv"):
            rows = list(_rows_of(place.name, content))
        else:
            try:
                lines = content.decode("utf-8-sig").splitlines()
            except UnicodeDecodeError as error:
                message = f"{place.name} is no plain text in UTF-8. Nothing was kept; save it so and try again."
                raise RefusedFile(message) from error
            rows = [{"name": line} for line in lines if line.strip()]
        unknown = {row.get("kind", "") for row in rows} - {*KINDS, ""}
        if unknown:
            message = f"{place.name} has kinds other than {', '.join(KINDS)}. Nothing was kept; mend the column."
            raise RefusedFile(message)
        return [
            self.add_name(
                row["name"],
                cast("IdentifierKind", row.get("kind", "") or "person"),
                pseudonym=row.get("pseudonym", ""),
                spellings=row.get("spellings", "").split(";"),
            )
            for row in rows
            if row["name"].strip()
        ]

    @whole
    def revise_name(
        self,
        name_id: str,
        *,
        name: str | None = None,
        kind: IdentifierKind | None = None,
        pseudonym: str | None = None,
        spellings: Sequence[str] | None = None,
    ) -> KnownName:
        """Change a name on the list; what is accepted already keeps the pseudonym that it has."""
        was = self._name(name_id)
        now = replace(
            was,
            name=was.name if name is None else " ".join(name.split()) or was.name,
            kind=kind or was.kind,
            pseudonym=was.pseudonym if pseudonym is None else pseudonym.strip().strip("[]"),
            spellings=was.spellings if spellings is None else tuple(one for each in spellings if (one := each.strip())),
        )
        self._refuse_telling(now)
        self._key().keep_names([now])
        return now

    @whole
    def remove_name(self, name_id: str) -> None:
        """Take a name off the list; what it found stays found."""
        self._key().forget_name(self._name(name_id).id)

    def proposed_names(self) -> list[KnownName]:
        """Names that speakers' labels, cases, sites and file names suggest and that are not on the list, unkept."""
        from themes.privacy.pseudonyms import folded, known_as  # noqa: PLC0415 - as above

        listed, stays = self.names(), self._key().stays()
        proposed: dict[tuple[IdentifierKind, str], KnownName] = {}
        for name, kind, case_id in self._suggested():
            key = (kind, folded(name))
            # Katie, who speaks in one file, is not the Catherine of another because she could be called so.
            same = [
                one for one in (*listed, *proposed.values()) if None in (one.case_id, case_id) or one.case_id == case_id
            ]
            if key[1] and key[1] not in stays and key not in proposed and known_as(name, kind, same) is None:
                proposed[key] = KnownName(id=new_id(), name=name, kind=kind, case_id=case_id)
        return list(proposed.values())

    @whole
    def keep_proposed_names(self) -> list[KnownName]:
        """Put what is proposed on the list, with a pseudonym each; returns the list."""
        known = self.names()
        for one in self.proposed_names():
            known.append(replace(one, pseudonym=self._fresh(one, known)))
        if known:
            self._key().keep_names(known)
        return known

    def originals(self, transcript: Transcript) -> list[Original]:
        """What a transcript was before it was released, from the key file.

        Raises:
            NotFound: It was not released, or with another key file.
        """
        found = self._key().originals(transcript.id)
        if not found:
            raise NotFound(f"{self.key_path.name} keeps no original of it: it was not released, or with another key.")
        return found

    def original_file(self, sha256: str) -> bytes:
        """The bytes of a file that a released transcript was read from, from the key file."""
        return self._key().source(sha256)

    def _key(self) -> KeyFile:
        """The key; refused where it was carried away, lest a second one gives other pseudonyms to the same names.

        Raises:
            ProjectError: The project has pseudonyms, and there is no key where it should be.
        """
        key = KeyFile(self.key_path, self.id)
        if not key.exists() and self._has_pseudonyms():
            raise ProjectError(
                f"The key file {key.path.name} is not in {key.path.parent}. Nothing was changed. Bring it back, or say "
                "where it is (--key on the command line, “Key file” on the page)."
            )
        return key

    def _has_pseudonyms(self) -> bool:
        accepted = self._store.facts(Identifier, state="accepted")
        return bool(accepted or self._store.facts(Review, state="released"))

    def _names_to_find(self) -> NameList:
        """The names list in the form that the search takes."""
        from themes.privacy import NameList  # noqa: PLC0415 - as above

        by_kind: dict[IdentifierKind, list[str]] = {kind: [] for kind in KINDS}
        for one in self.names():
            by_kind[one.kind] += [one.name, *one.spellings]
        return NameList.of(
            people=by_kind["person"],
            organisations=by_kind["organisation"],
            places=by_kind["place"],
            others=by_kind["other"],
        )

    def _fresh(self, entry: KnownName, known: Iterable[KnownName]) -> str:
        """The pseudonym of a name that has none: its case's label, or the next free one."""
        from themes.privacy.pseudonyms import fresh, why_not  # noqa: PLC0415 - as above

        if entry.case_id is not None:
            case = next(iter(self._store.facts(Case, id=entry.case_id)), None)
            if case is not None and not why_not(case.label, entry.name):
                return case.label
        taken = [one.pseudonym for one in known]
        taken += [one.pseudonym for one in self._store.facts(Identifier, state="accepted")]
        return fresh(entry.name, entry.kind, taken)

    def _suggested(self) -> list[Suggested]:
        """What speakers, cases and file names of what is not released suggest."""
        from themes.privacy.suggested import suggested  # noqa: PLC0415 - as above

        released = {review.id for review in self._store.facts(Review, state="released")}
        return suggested(
            [source for source in self._store.facts(Transcript) if source.id not in released],
            self._store.facts(Case),
            {attribute.id: attribute.name for attribute in self._store.facts(Attribute)},
        )

    def _refuse_telling(self, entry: KnownName) -> None:
        from themes.privacy.pseudonyms import why_not  # noqa: PLC0415 - as above

        reason = why_not(entry.pseudonym, entry.name)
        if reason:
            raise Refused(f"{reason} Nothing was changed; choose another.")

    def _name(self, name_id: str) -> KnownName:
        found = next((one for one in self.names() if one.id == name_id), None)
        if found is None:
            raise NotFound("The names list has no such name. Somebody may have taken it off.")
        return found


def _rows_of(name: str, data: bytes) -> Iterator[dict[str, str]]:
    from themes import read  # noqa: PLC0415 - parsers are not needed to open a project

    header, rows = read.read_table(name, data)
    columns = [column.strip().casefold() for column in header]
    if "name" not in columns:
        raise RefusedFile(f"{name} has no column “name”. Nothing was kept; name one so.")
    for row in rows:
        yield {column: value.strip() for column, value in zip(columns, row, strict=False)}
