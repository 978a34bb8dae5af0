"""Verbs on cases: who was heard, where they belong, what is known of them, how they are named beside a quotation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from themes.errors import Refused
from themes.model import (
    Case,
    CaseKind,
    CaseLink,
    Consent,
    ConsentedUse,
    Member,
    Memo,
    Query,
    Run,
    Summary,
    Transcript,
)
from themes.operations import Change, added, new_id, removed, revised
from themes.project import query_moves, summary_moves
from themes.project.base import whole
from themes.project.people.attributes import AttributeVerbs
from themes.project.people.links import LinkVerbs
from themes.project.people.same_person import SamePerson, same_people
from themes.project.texts.transcripts import TranscriptVerbs
from themes.values import value_of

_STRICTEST: tuple[ConsentedUse, ...] = ("none", "paraphrase", "quote")


class CaseVerbs(AttributeVerbs, LinkVerbs, TranscriptVerbs):
    """Who was heard, and what is known of them."""

    def cases(self) -> list[Case]:
        """All cases, by label."""
        return sorted(self._store.facts(Case), key=lambda case: case.label)

    def case(self, key: Case | str) -> Case:
        """The case of that id, beginning of an id, or label."""
        return self._pick(Case, key, names=lambda case: (case.label,), what="case")

    def values(self, case: Case | str) -> dict[str, str]:
        """What is known of a case: attribute names and values, in the attributes' order."""
        values = dict(self.case(case).values)
        return {attribute.name: values[attribute.id] for attribute in self.attributes() if values.get(attribute.id, "")}

    def values_of_all(self) -> dict[str, dict[str, str]]:
        """What is known of every case, by its id, as ``values``: at once, as a survey brings 48,000 of them."""
        attributes = self.attributes()
        held = ((case.id, dict(case.values)) for case in self._store.facts(Case))
        return {
            case_id: {attribute.name: values[attribute.id] for attribute in attributes if values.get(attribute.id, "")}
            for case_id, values in held
        }

    @whole
    def set_value(self, case: Case | str, attribute: str, value: str) -> Case:
        """Set one attribute of a case; an attribute of a new name is made, an empty value is taken away.

        Raises:
            Refused: It is no such number, date or choice; nothing was changed.
        """
        was = self.case(case)
        changes: list[Change] = []
        known = self._attributes_for([attribute], changes)[attribute]
        now = with_values(was, {known.id: value_of(value, known)})
        self._step("set attribute", [*changes, revised(was, now)], subject=was.id)
        return now

    @whole
    def rename_case(self, case: Case | str, label: str) -> Case:
        """Give a case another label, which no other may have."""
        was = self.case(case)
        label = label.strip()
        if not label or any(other.label.casefold() == label.casefold() for other in self.cases() if other.id != was.id):
            message = f"A case needs a label of its own; “{label}” is taken or empty. Nothing was changed."
            raise Refused(message)
        now = replace(was, label=label)
        self._step("rename case", [revised(was, now)], subject=was.id)
        return now

    @whole
    def add_case(self, label: str, *, kind: CaseKind = "participant") -> Case:
        """Make a case by hand: a site, a group, or somebody who is heard in no transcript yet.

        Raises:
            Refused: The label is taken or empty; nothing was changed.
        """
        case = Case(id=new_id(), label=" ".join(label.split()), kind=kind)
        self._step("add case", [added(case)], subject=case.id)
        return case

    @whole
    def revise_case_kind(self, case: Case | str, kind: CaseKind) -> Case:
        """Say whether a case is a participant, a site or a group."""
        was = self.case(case)
        now = replace(was, kind=kind)
        self._step("change kind of case", [revised(was, now)], subject=was.id)
        return now

    @whole
    def remove_case(self, case: Case | str) -> None:
        """Take a case away that nobody speaks as, with its links.

        Raises:
            Refused: It is heard in a transcript; nothing was changed.
        """
        was = self.case(case)
        heard = [one.title for one in self.transcripts() if was.id in {speaker.case_id for speaker in one.speakers}]
        if heard:
            message = (
                f"{was.label} is heard in “{heard[0]}”. Nothing was removed; say there who speaks instead, "
                "or take the transcript out."
            )
            raise Refused(message)
        self._step("remove case", self._case_gone(was.id), subject=was.id)

    @whole
    def merge_cases(self, case: Case | str, *, into: Case | str) -> Case:
        """Say that two cases are one: the first goes, and all that was its is the second's.

        Its speakers, its segments in discoveries, its links and memos go over, and its values where the second has
        none. Of two consents the stricter holds. Undo parts them again.

        Args:
            case: Which goes.
            into: Which stays.

        Raises:
            Refused: They are the same case, one of them is a site, or both speak in one transcript; nothing was
                changed.
        """
        gone, kept = self.case(case), self.case(into)
        if gone.id == kept.id:
            message = f"{kept.label} is that case already. Nothing was changed."
            raise Refused(message)
        if (gone.kind == "site") != (kept.kind == "site"):
            site, other = (gone, kept) if gone.kind == "site" else (kept, gone)
            message = (
                f"{site.label} is a site and {other.label} is none. Nothing was changed; link them, or say first of "
                "what kind it is."
            )
            raise Refused(message)
        return self._merge([gone.id], kept)

    def same_people(self) -> list[SamePerson]:
        """Names that are heard in several transcripts as different cases: perhaps one person, for people to say."""
        return same_people(self._store.facts(Transcript))

    def cases_of(self, person: SamePerson) -> list[Case]:
        """The cases that a name is heard as, by label."""
        return [case for case in self.cases() if case.id in person.case_ids]

    @whole
    def join_person(self, person: SamePerson) -> Case:
        """Say that the cases of one name are one person: the first by label stays, as ``merge_cases``, in one step."""
        kept, *gone = self.cases_of(person)
        return self._merge([case.id for case in gone], kept)

    def attribution(self, case_id: str | None) -> str:
        """How a case is named beside a quotation: "P07, acute trust chair"; never by a person's name.

        The label, then the attributes that the study chose, or else the type of organisation and the role.
        """
        known = self._store.facts(Case, id=case_id) if case_id else []
        return self._attributed(known).get(case_id or "", "speaker not known")

    def attributions(self) -> dict[str, str]:
        """How every case is named beside a quotation, by its id."""
        return self._attributed(self._store.facts(Case))

    def _attributed(self, cases: Iterable[Case]) -> dict[str, str]:
        names = {attribute.id: attribute.name for attribute in self.attributes()}
        chosen = self.study.attribution or tuple(
            name
            for wanted in ("type", "role")
            for name in names.values()
            if name.casefold() == wanted or (wanted == "type" and wanted in name.casefold().split())
        )
        named: dict[str, str] = {}
        for case in cases:
            values = {names[attribute_id]: value for attribute_id, value in case.values}
            described = " ".join(values[name] for name in dict.fromkeys(chosen) if values.get(name))
            named[case.id] = f"{case.label}, {described}" if described else case.label
        return named

    def _merge(self, gone: Sequence[str], kept: Case) -> Case:
        into = dict.fromkeys(gone, kept.id)
        now = self._values_merged(into).get(kept.id, kept)
        changes = [revised(kept, now), *self._moved_to(into)]
        changes += [removed(self._store.fact(Case, case_id)) for case_id in gone]
        self._step("merge cases", changes, subject=kept.id)
        return now

    def _values_merged(self, into: Mapping[str, str]) -> dict[str, Case]:
        """The cases that others go into, by id, each with the others' values where it has none."""
        kept: dict[str, Case] = {}
        for gone_id, kept_id in into.items():
            gone, case = self._store.fact(Case, gone_id), kept.get(kept_id) or self._store.fact(Case, kept_id)
            own = {key: value for key, value in case.values if value}
            kept[kept_id] = replace(case, values=tuple({**dict(gone.values), **own}.items()))
        return kept

    def _moved_to(self, into: Mapping[str, str]) -> list[Change]:
        """How all that points at some cases comes to point at others, by their ids.

        Raises:
            Refused: Two speakers of one transcript would be one case.
        """
        memos = [memo for memo in self._store.facts(Memo, about="case") if memo.about_id in into]
        return [
            *self._speakers_to(into),
            *self._links_to(into),
            *self._consents_to(into),
            *(revised(memo, replace(memo, about_id=into[memo.about_id])) for memo in memos),
            *summary_moves.followed(self._store.facts(Summary), into),
            *query_moves.followed(self._store.facts(Query), into),
        ]

    def _speakers_to(self, into: Mapping[str, str]) -> list[Change]:
        """Speakers, and segments in discoveries."""
        changes: list[Change] = []
        for was in self._store.facts(Transcript):
            speakers = tuple(
                replace(speaker, case_id=into.get(speaker.case_id or "", speaker.case_id)) for speaker in was.speakers
            )
            if len({one.case_id for one in speakers}) < len({one.case_id for one in was.speakers}):
                message = (
                    f"Both speak in “{was.title}”, so they are two people there. Nothing was changed; if the file "
                    "gives one person two labels, say so under who speaks."
                )
                raise Refused(message)
            changes.append(revised(was, replace(was, speakers=speakers)))

        def moved(member: Member) -> Member:
            kept = into.get(member.case_id or "")
            return member if kept is None else replace(member, case_id=kept)

        runs = self._store.facts(Run)
        return [*changes, *(revised(run, replace(run, members=tuple(map(moved, run.members)))) for run in runs)]

    def _links_to(self, into: Mapping[str, str]) -> list[Change]:
        """Links; those that would lead to itself, or stand twice, go."""
        links = self._store.facts(CaseLink)
        touched = [link for link in links if link.case_id in into or link.other_id in into]
        taken = {(link.case_id, link.other_id, link.relation.casefold()) for link in links if link not in touched}
        changes: list[Change] = []
        for link in touched:
            ends = (into.get(link.case_id, link.case_id), into.get(link.other_id, link.other_id))
            place = (*ends, link.relation.casefold())
            if ends[0] == ends[1] or place in taken:
                changes.append(removed(link))
            else:
                taken.add(place)
                changes.append(revised(link, replace(link, case_id=ends[0], other_id=ends[1])))
        return changes

    def _consents_to(self, into: Mapping[str, str]) -> list[Change]:
        """What all together allow: the stricter use, the earlier end."""
        there = {consent.id: consent for consent in self._store.facts(Consent)}
        changes = [removed(there[gone]) for gone in into if gone in there]
        for kept in dict.fromkeys(into[gone] for gone in into if gone in there):
            theirs = [there[one] for one in (kept, *into) if one in there and into.get(one, one) == kept]
            now = Consent(
                id=kept,
                use=min((consent.use for consent in theirs), key=_STRICTEST.index),
                until=min((consent.until for consent in theirs if consent.until), default=""),
            )
            changes.append(Change(was=there.get(kept), now=now))
        return changes


def with_values(case: Case, values: Mapping[str, str]) -> Case:
    """The case with some values set, by attribute id; an empty value is taken away."""
    merged = {**dict(case.values), **values}
    return replace(case, values=tuple((key, value) for key, value in merged.items() if value))
