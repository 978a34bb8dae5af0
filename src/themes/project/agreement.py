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
from themes.model import Code, Coder, Coding, LookedAt, Quotation, Theme
from themes.project.base import one_moment
from themes.project.compared import Compared, ComparedRow, UnitSaid, pooled
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
    ) -> CodersCompared:
        """How far coders agree, with 95 % intervals from drawing turns anew; nothing is written.

        A unit that nobody coded is in the frame, where a coder has looked: has said so, or gave the code somewhere in
        that transcript. A transcript counts for a code where two coders or more have looked for it. A unit bears a code
        where a quotation touches it. A theme's unit bears it where it bears any of its codes, their sub-codes or those
        of its sub-themes. Interviewers' turns, headings and notes are no units.

        Args:
            unit: What is compared: turns, sentences, segments or characters; the unit that the study fixed, else turns,
                where not said.
            measure: Which; all are of yes or no, so that each is nominal.
            codes: Only these; all that anybody gave where not said.
            coders: Only these; everybody who coded where not said.

        Raises:
            Refused: The study's method claims no agreement, there are fewer than two coders, or the measure is for
                another number of them.
        """
        unit = self.unit_compared(unit)
        if unit not in UNITS or measure not in MEASURES:
            raise Refused(f"Units are {', '.join(UNITS)}; measures {', '.join(MEASURES)}. Nothing was compared.")
        compared = self._compared(unit, coders)
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
    ) -> list[UnitSaid]:
        """The units behind a number of ``agreement``, in the order of the text, with what each coder said of them."""
        compared = self._compared(self.unit_compared(unit), coders)
        chosen = [] if code is None else [self.code(code).id]
        chosen = chosen if theme is None else self._carrying(self.theme(theme).id)
        return list(compared.units(chosen))

    def coders_at_work(self) -> list[Coder]:
        """Who coded or looked for a code, in the order in which they came to the study, but for the consensus."""
        at_work = {one.coder_id for one in self._store.facts(Coding)}
        at_work |= {one.coder_id for one in self._store.facts(LookedAt)}
        return [person for person in self._store.facts(Coder) if person.id in at_work and person.name != CONSENSUS]

    def _compared(self, unit: Unit, coders: Sequence[Coder | str] | None) -> Compared:
        """What coders did, cut into units.

        Raises:
            Refused: The study's method claims no agreement, or there are fewer than two coders.
        """
        declared = METHODS.get(self.study.method)
        if declared and (why := declared.refuses("agreement")):
            raise Refused(f"{why} Nothing was compared. {_OTHERWISE}")
        return Compared(
            self.transcripts(),
            unit,
            self._who_codes(coders),
            quotations=self._store.facts(Quotation),
            codings=self._store.facts(Coding),
            looked_at=self._store.facts(LookedAt),
        )

    def _who_codes(self, coders: Sequence[Coder | str] | None) -> list[Coder]:
        """The coders to compare, in the order in which they came to the study.

        Raises:
            Refused: There are fewer than two.
        """
        if coders is None:
            found = self.coders_at_work()
        else:
            found = [self._pick(Coder, one, names=lambda person: (person.name,), what="coder") for one in coders]
            found = list({person.id: person for person in found}.values())
        if len(found) < _FEWEST:
            raise Refused(
                f"Agreement needs two coders or more, and here {'is' if len(found) == 1 else 'are'} {len(found)}. "
                "Nothing was compared. Let a second person code the same transcripts under their own name."
            )
        return found

    def _carrying(self, theme_id: str) -> list[str]:
        """The ids of the codes that carry a theme: its own, those of its sub-themes, and all sub-codes."""
        themes = [theme for theme in self.themes() if theme_id in (theme.id, theme.parent_id)]
        carrying = {code_id for theme in themes for code_id in theme.code_ids}
        for code in self.codes():  # a code comes before its sub-codes
            if code.parent_id in carrying:
                carrying.add(code.id)
        return sorted(carrying)


_OTHERWISE = "If coders of this study work to one codebook, declare that as its method."
