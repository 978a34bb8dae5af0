"""How far coders agree in this study: code by code, theme by theme, and over all codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from themes.compare import (
    MEASURES,
    UNITS,
    Measure,
    Unit,
)
from themes.errors import Refused
from themes.methods import METHODS
from themes.model import Code, Coder, Coding, FrozenSet, FrozenTranscript, LookedAt, Quotation, Theme
from themes.model.frozen import SURE
from themes.project.base import one_moment
from themes.project.compared import Compared, ComparedRow, UnitSaid, pooled
from themes.project.machine import MACHINE, coded_by, names_of
from themes.project.texts.transcripts import TranscriptVerbs
from themes.project.themes import ThemeVerbs
from themes.project.units import UnitVerbs

_FEWEST = 2
CONSENSUS = "Consensus"
"""The coder under whose name adjudicated codings stand; compared only where asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodersCompared:
    """How far coders agree.

    Attributes:
        unit: What was compared.
        measure: By which measure.
        coders: Their names.
        codes: A row for each code that anybody of them gave.
        themes: A row for each theme; empty where only some codes were asked for.
        pooled: All these codes together; None where there is none.
        n_outside: Codings that touch no unit, as in an interviewer's turn, and so are not compared.
    """

    unit: Unit
    measure: Measure
    coders: tuple[str, ...]
    codes: tuple[ComparedRow, ...]
    themes: tuple[ComparedRow, ...]
    pooled: ComparedRow | None
    n_outside: int


class AgreementVerbs(ThemeVerbs, TranscriptVerbs, UnitVerbs):
    """Compare coders."""

    @one_moment
    def agreement(
        self,
        *,
        unit: Unit | None = None,
        measure: Measure = "alpha",
        codes: Sequence[Code | str] | None = None,
        coders: Sequence[Coder | str] | None = None,
        sure: float = SURE,
    ) -> CodersCompared:
        """How far coders agree, with 95 % intervals from drawing turns anew; nothing is written.

        A unit that nobody coded is in the frame, where a coder has looked: has said so, or gave the code somewhere in
        that transcript. A transcript counts for a code where two coders or more have looked for it. A unit bears a code
        where a quotation touches it. A theme's unit bears it where it bears any of its codes, their sub-codes or those
        of its sub-themes. Interviewers' turns, headings and notes are no units.

        Args:
            unit: What is compared: turns, sentences, segments, characters, or quotations as they were placed, which
                only alpha compares; the unit that the study fixed, else turns, where not said.
            measure: Which; all are of yes or no, so that each is nominal.
            codes: Only these; all that anybody gave where not said.
            coders: Only these; everybody who coded where not said. "machine", or the name of one of ``machines``, is
                the machine as it was frozen.
            sure: From which probability on the machine is taken to give a code.

        Raises:
            Refused: The study's method claims no agreement, there are fewer than two coders, or the measure is for
                another number of them or for other units.
        """
        unit = self.unit_compared(unit)
        if unit not in UNITS or measure not in MEASURES:
            raise Refused(f"Units are {', '.join(UNITS)}; measures {', '.join(MEASURES)}. Nothing was compared.")
        if unit == "quotation" and measure != "alpha":
            raise Refused("Quotations as they were placed are compared by alpha alone. Nothing was compared.")
        compared = self._compared(unit, coders, sure)
        given = {coding.code_id for coding in compared.codings}
        chosen = [code for code in self.codes() if code.id in given] if codes is None else [*map(self.code, codes)]
        paths = self.paths()
        frames = {code.id: compared.frame([code.id]) for code in chosen}
        rows = [compared.row(paths[code_id], frame, measure) for code_id, frame in frames.items()]
        themes = [] if codes is not None else self.themes()
        return CodersCompared(
            unit=unit,
            measure=measure,
            coders=tuple(person.name for person in compared.coders),
            codes=tuple(rows),
            themes=tuple(
                compared.row(theme.name, compared.frame(codes_of), measure)
                for theme in themes
                if (codes_of := self._carrying(theme.id))
            ),
            pooled=compared.row("", pooled(list(frames.values())), measure) if frames else None,
            n_outside=compared.n_outside({code.id for code in chosen}),
        )

    @one_moment
    def units_behind(
        self,
        *,
        unit: Unit | None = None,
        code: Code | str | None = None,
        theme: Theme | str | None = None,
        coders: Sequence[Coder | str] | None = None,
        sure: float = SURE,
    ) -> list[UnitSaid]:
        """The units behind a number of ``agreement``, in the order of the text, with what each coder said of them.

        Args:
            unit: As in ``agreement``.
            code: Of this code's number.
            theme: Of this theme's; of neither, of the number of all codes together: each unit once for each code.
            coders: As in ``agreement``.
            sure: As in ``agreement``.
        """
        compared = self._compared(self.unit_compared(unit), coders, sure)
        if theme is not None:
            return list(compared.units(self._carrying(self.theme(theme).id)))
        given = {coding.code_id for coding in compared.codings}
        codes = [one.id for one in self.codes() if one.id in given] if code is None else [self.code(code).id]
        order = {source.id: nth for nth, source in enumerate(self.transcripts())}
        found = [unit for one in codes for unit in compared.units([one])]
        return sorted(found, key=lambda one: (order[one.transcript_id], one.unit.start))

    def coders_at_work(self) -> list[Coder]:
        """Who coded or looked for a code, in the order in which they came to the study, but for the consensus."""
        at_work = {one.coder_id for one in self._store.facts(Coding)}
        at_work |= {one.coder_id for one in self._store.facts(LookedAt)}
        return [person for person in self._store.facts(Coder) if person.id in at_work and person.name != CONSENSUS]

    def _compared(self, unit: Unit, coders: Sequence[Coder | str] | None, sure: float = SURE) -> Compared:
        """What coders did, cut into units.

        Raises:
            Refused: The study's method claims no agreement, or there are fewer than two coders.
        """
        declared = METHODS.get(self.study.method)
        if declared and (why := declared.refuses("agreement")):
            raise Refused(f"{why} Nothing was compared. {_OTHERWISE}")
        who = self._who_codes(coders)
        quotations, codings = self._store.facts(Quotation), self._store.facts(Coding)
        looked_at = self._store.facts(LookedAt)
        for frozen in self._store.facts(FrozenSet):
            if frozen.id in {person.id for person in who}:
                machine = coded_by(frozen, self._store.facts(FrozenTranscript, frozen_id=frozen.id), sure=sure)
                quotations += machine.quotations
                codings += machine.codings
                looked_at += machine.looked_at
        return Compared(self.transcripts(), unit, who, quotations=quotations, codings=codings, looked_at=looked_at)

    def _who_codes(self, coders: Sequence[Coder | str] | None) -> list[Coder]:
        """The coders to compare, in the order in which they came to the study.

        Raises:
            Refused: There are fewer than two.
        """
        if coders is None:
            found = self.coders_at_work()
        else:
            found = list({person.id: person for person in map(self._coder_or_machine, coders)}.values())
        if len(found) < _FEWEST:
            raise Refused(_too_few(found, chosen=coders is not None))
        return found

    def _coder_or_machine(self, one: Coder | str) -> Coder:
        """A coder by name or id; "machine" is the last frozen set.

        Raises:
            NotFound: Nobody is called so.
            Refused: No suggestion was frozen.
        """
        names = names_of(self._store.facts(FrozenSet))
        wanted = one.strip().casefold() if isinstance(one, str) else one.id
        people = {person.name.casefold() for person in self._store.facts(Coder)}
        if wanted == MACHINE.casefold() and wanted not in people:
            if not names:
                raise Refused(
                    "No suggestion of the machine is frozen. Nothing was compared. Freeze them before people code: "
                    "themes freeze"
                )
            wanted = [*names][-1]
        for id_, name in names.items():
            if wanted in (id_, name.casefold()):
                return Coder(id=id_, name=name)
        return self._pick(Coder, one, names=lambda person: (person.name,), what="coder")

    def _carrying(self, theme_id: str) -> list[str]:
        """The ids of the codes that carry a theme: its own, those of its sub-themes, and all sub-codes."""
        themes = [theme for theme in self.themes() if theme_id in (theme.id, theme.parent_id)]
        carrying = {code_id for theme in themes for code_id in theme.code_ids}
        for code in self.codes():  # a code comes before its sub-codes
            if code.parent_id in carrying:
                carrying.add(code.id)
        return sorted(carrying)


def _too_few(found: Sequence[Coder], *, chosen: bool) -> str:
    """What is said where there are not two to compare."""
    if chosen:
        who = f"Only {found[0].name} is chosen." if found else "No coder is chosen."
        return f"{who} Nothing was compared. Choose two coders or more."
    who = f"Only {found[0].name} has coded here so far." if found else "Nobody has coded here yet."
    return f"{who} Nothing was compared. Let a second person code the same transcripts under their own name."


_OTHERWISE = "If coders of this study work to one codebook, declare that as its method."
