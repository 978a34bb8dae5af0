"""What finds a person's words and names in a text, and what is left of it without them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from themes.passages import MARK, Passages


@dataclass(frozen=True, slots=True)
class TheirWords:
    """Runs of words that only one person said, and what finds their names; None where they have none."""

    passages: Passages
    names: re.Pattern[str] | None

    def without(self, text: str) -> str:
        """A text with a mark in place of each run of their words and each of their names."""
        text = self.passages.without(text)
        return self.names.sub(MARK, text) if self.names is not None else text

    def names_in(self, text: str) -> list[tuple[int, int]]:
        """Where their names stand in a text, as half-open ranges of code points."""
        return [one.span() for one in self.names.finditer(text)] if self.names is not None else []

    def name_file(self, name: str) -> bool:
        """Whether a file is named for them: "Agnes-Obi.docx", "agnes_obi.docx", "AgnesObi.docx"."""
        spaced = re.sub(r"[_\W]+|(?<=[a-z])(?=[A-Z])", " ", name)
        return self.names is not None and bool(self.names.search(spaced) or self.names.search(name))
