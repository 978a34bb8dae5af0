"""Verbs on a code's examples: what is typical of it and what it is not, picked from the data."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from themes.model import Code, Quotation
from themes.operations import revised
from themes.project.base import whole
from themes.project.codebook import CodebookVerbs

Example = Literal["typical", "not_this"]
_NAMED: dict[Example, str] = {"typical": "typical quotation", "not_this": "not-this quotation"}


class ExampleVerbs(CodebookVerbs):
    """Pick a code's examples."""

    @whole
    def pick_example(self, code: Code | str, quotation: Quotation | str, *, to_be: Example) -> Code:
        """Keep a quotation's words with a code, as typical of it or as what it is not; it is never both.

        The words are kept as they were said: a code is then explained by the same words on every page, even when the
        quotation's ends are moved later.
        """
        was = self.code(code)
        picked = quotation if isinstance(quotation, Quotation) else self._store.fact(Quotation, quotation)
        kept = {kind: tuple(words for words in getattr(was, kind) if words != picked.words) for kind in _NAMED}
        kept[to_be] = (*kept[to_be], picked.words)
        now = replace(was, typical=kept["typical"], not_this=kept["not_this"])
        self._step(f"pick {_NAMED[to_be]}", [revised(was, now)], subject=was.id)
        return now

    @whole
    def drop_example(self, code: Code | str, words: str) -> Code:
        """Take words away from a code's examples; the quotation itself stays as it is."""
        was = self.code(code)
        now = replace(
            was,
            typical=tuple(each for each in was.typical if each != words),
            not_this=tuple(each for each in was.not_this if each != words),
        )
        self._step("drop example", [revised(was, now)], subject=was.id)
        return now
