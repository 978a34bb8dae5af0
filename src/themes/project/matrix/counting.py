"""Verbs that count: how widely something was heard, who carries the quotations, and who says otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from themes.compare.coverage import Coverage, Voice, coverage
from themes.compare.matrix import Column, looked_for
from themes.compare.prevalence import Asked, Heard, Prevalence, shares
from themes.errors import Refused
from themes.filters import Where
from themes.methods import METHODS, Part
from themes.model import Case, Code, MatrixColumn, Theme
from themes.project.base import one_moment
from themes.project.matrix.files import MatrixFileVerbs
from themes.project.matrix.for_report import MatrixForReportVerbs
from themes.project.records import Coded
from themes.project.texts.transcripts import natural
from themes.project.theme_evidence import EvidenceVerbs
from themes.report import Material
from themes.report.heard import Quoted, Voices
from themes.text import count_words

SMALL = 5
"""Groups of fewer can be hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrary:
    """Who or what may speak against a theme.

    ``not_found`` were looked at in full and nothing was found, ``not_looked_at`` are not known; ``against`` are
    quotations that a person chose to speak against it. ``least_typical`` are the quotations that are least like the
    rest of it by what they mean: offered to be looked at, and no contradiction by that.
    """

    not_found: tuple[Case, ...]
    not_looked_at: tuple[Case, ...]
    against: tuple[Coded, ...]
    least_typical: tuple[Coded, ...] = ()


class CountingVerbs(MatrixFileVerbs, MatrixForReportVerbs, EvidenceVerbs):
    """Say how widely, and against what."""

    def method_refuses(self, part: Part) -> str:
        """Why the study's method does without a part of the work, with its source; empty where it does not."""
        declared = METHODS.get(self.study.method)
        return declared.refuses(part) if declared else ""

    def method_warns(self, part: Part) -> list[str]:
        """What the study's method says of a part of the work, with its source."""
        declared = METHODS.get(self.study.method)
        return declared.warns(part) if declared else []

    @one_moment
    def prevalence(
        self,
        *,
        columns: MatrixColumn = "theme",
        group_by: str = "",
        hide_small: bool = False,
        where: Where | None = None,
        only: Sequence[Theme | Code | str] | None = None,
    ) -> Prevalence:
        """How many of the participants who were looked at for a theme or code say it, and how many were not looked at.

        A participant is looked at for it when some coder has said so of all of its codes in all transcripts in which
        they speak. Groups whose voices cannot be told apart are not counted.

        Args:
            columns: Themes or codes; each with what is under it.
            group_by: An attribute, to count each of its values too.
            hide_small: Hide groups of fewer than 5, and others with them where these could be told by subtraction.
            where: Only what passes this filter.
            only: Only these themes or codes.

        Raises:
            Refused: The study's method claims no prevalence, there is no such attribute, or the filter names what the
                study does not have.
        """
        return self._prevalence(self._said(where), columns, group_by=group_by, hide_small=hide_small, only=only)

    def _prevalence(
        self,
        material: Material,
        columns: MatrixColumn,
        *,
        group_by: str,
        hide_small: bool,
        only: Sequence[Theme | Code | str] | None,
    ) -> Prevalence:
        if why := self.method_refuses("prevalence"):
            raise Refused(f"{why} Nothing was counted.")
        voices = Voices(material)
        of_case = self._groups(voices, group_by)
        groups = (
            tuple(sorted(set(of_case.values()), key=lambda value: (value == "", natural(value)))) if group_by else ()
        )
        hidden_under = SMALL if hide_small else 0
        rows = []
        for column, code_ids in self._columns(material, columns, only).items():
            asked = _asked(voices, code_ids, of_case)
            total, by_group = shares(asked, groups, random_sample=self.study.random_sample, hidden_under=hidden_under)
            rows.append(Heard(id=column.id, name=column.name, under=column.under, total=total, groups=by_group))
        return Prevalence(
            column_kind=columns,
            rows=tuple(rows),
            group_by=group_by,
            groups=groups,
            random_sample=self.study.random_sample,
            hidden_under=hidden_under,
            where=material.where,
            whose=material.whose_sentence,
        )

    @one_moment
    def coverage(self, *, columns: MatrixColumn = "theme", where: Where | None = None) -> Coverage:
        """Whose words carry the findings: each participant's part of all quotations, beside their part of all words.

        Args:
            columns: Whether a participant's themes or codes are counted.
            where: Only what passes this filter.
        """
        material = self._said(where)
        voices = Voices(material)
        everything = voices.quoted(code.id for code in material.codes)
        by_case: dict[str | None, list[Quoted]] = {}
        for one in everything:
            by_case.setdefault(one.case_id, []).append(one)
        found = self._columns(material, columns, None)
        heard = {column: {one.case_id for one in voices.quoted(ids)} for column, ids in found.items()}
        words = _words(material)
        named = self.attributions()
        used = [code.id for code in material.codes if not code.retired]
        people = sorted(voices.participants, key=lambda case_id: natural(named[case_id]))
        return coverage(
            [
                Voice(
                    id=case_id,
                    name=named[case_id],
                    n_words=words.get(case_id, 0),
                    n_quotations=len(by_case.get(case_id, [])),
                    n_columns=_n_heard(heard, case_id),
                    looked_at=looked_for(voices.participants[case_id], used, voices.looked_at) == "in full",
                )
                for case_id in people
            ],
            n_unknown=len(by_case.get(None, [])),
            where=material.where,
            whose=material.whose_sentence,
        )

    def contrary(self, theme: Theme | str, *, least_typical: bool = False, where: Where | None = None) -> Contrary:
        """Who or what may speak against a theme: who was looked at with nothing found, and what was chosen against it.

        Args:
            theme: Which.
            least_typical: Whether to look for the quotations that are least like the others too, which encodes them.
            where: Only what passes this filter.

        Raises:
            ModelError: The encoder cannot be loaded.
        """
        told = self.theme(theme)
        evidence = self.evidence(told, where=where)
        carrying = list(evidence.carrying)
        found: list[int] = []
        if least_typical:
            from themes.compare.drafts import least_typical as furthest  # noqa: PLC0415 - what a study needs only here

            found = furthest(self._meanings([one.quotation.words for one in carrying])) if carrying else []
        not_found, unknown = self._without(told, where)
        return Contrary(
            not_found=not_found,
            not_looked_at=unknown,
            against=evidence.chosen_against,
            least_typical=tuple(carrying[at] for at in found),
        )

    @one_moment
    def _without(self, theme: Theme, where: Where | None) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
        """The participants who do not say a theme: those looked at for it in full, and the others."""
        material = self._said(where)
        voices = Voices(material)
        (code_ids,) = self._columns(material, "theme", [theme.id]).values()
        said = {one.case_id for one in voices.quoted(code_ids)}
        silent = [case for case in material.cases if case.id in voices.participants and case.id not in said]
        looked = {
            case.id
            for case in silent
            if looked_for(voices.participants[case.id], code_ids, voices.looked_at) == "in full"
        }
        silent.sort(key=lambda case: natural(case.label))
        return (
            tuple(case for case in silent if case.id in looked),
            tuple(case for case in silent if case.id not in looked),
        )

    def _groups(self, voices: Voices, group_by: str) -> dict[str, str]:
        """The value of an attribute for each participant, "" where it is not known or none is asked for."""
        if group_by and group_by not in {attribute.name for attribute in self.attributes()}:
            raise Refused(f"The study has no attribute “{group_by}” to group by. Nothing was counted.")
        values = self.values_of_all() if group_by else {}
        return {case_id: values.get(case_id, {}).get(group_by, "") for case_id in voices.participants}


def _asked(voices: Voices, code_ids: Sequence[str], of_case: Mapping[str, str]) -> list[Asked]:
    """What is known of each participant on some codes."""
    said: dict[str, list[Quoted]] = {}
    for one in voices.quoted(code_ids):
        if one.case_id is not None and one.speaker and voices.is_one_voice(one.speaker):
            said.setdefault(one.case_id, []).append(one)
    return [
        Asked(
            group=group,
            looked_at=looked_for(voices.participants[case_id], code_ids, voices.looked_at) == "in full",
            n_quotations=len(said.get(case_id, [])),
            directions=frozenset(one.direction for one in said.get(case_id, []) if one.direction),
        )
        for case_id, group in of_case.items()
    ]


def _n_heard(heard: Mapping[Column, set[str | None]], case_id: str) -> int:
    return sum(case_id in cases for cases in heard.values())


def _words(material: Material) -> dict[str, int]:
    """How many words each case says."""
    found: dict[str, int] = {}
    for source in material.transcripts:
        for turn in source.turns:
            case_id = None if turn.speaker is None else source.speakers[turn.speaker].case_id
            if case_id:
                found[case_id] = found.get(case_id, 0) + count_words(source.text[turn.start : turn.end])
    return found
