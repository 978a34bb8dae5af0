"""What another tool's file holds beside texts and codes: cases and what is known of them, links, themes, memos."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from themes.errors import Refused
from themes.model import Attribute, Case, CaseLink, Code, Coder, Memo, Speaker, Theme, Transcript
from themes.operations import added, new_id, now, revised
from themes.project.other_tools.brought_in import Here
from themes.text import canonical
from themes.values import value_of

if TYPE_CHECKING:
    from themes.exchange.held import HeldAttribute, HeldCase, HeldMemo, HeldTheme
    from themes.exchange.other_project import OtherProject, Tally

_NOT_OF_TYPE = "a value that is none of its property's type here"
_WHOSE = "what is said of a text: nobody, or more than one, is heard in it"
_OTHER_VALUE = "another value stands here already"
_GONE = "a memo on something that did not come"


class Beside:
    """Takes in what stands beside texts and codes.

    Args:
        other: What the file holds.
        here: What the study has; it then has the changes.
        tally: Counts what cannot come.
        cases: Cases by folded label; those that come join them.
    """

    def __init__(self, other: OtherProject, here: Here, *, tally: Tally, cases: dict[str, Case]) -> None:
        """Take in the cases, what is known of them, and their links: texts that come refer to them."""
        self._other = other
        self._here = here
        self._tally = tally
        self._cases = cases
        self._in_file = {held.label.casefold() for held in other.cases if held.label}
        self._heard: dict[str, list[str]] = {}
        for held in other.cases:
            for name in held.texts if held.label else ():
                self._heard.setdefault(name, []).append(held.label.casefold())
        self._attributes = {one.name.casefold(): one for one in here.attributes}
        self._at: dict[str, int] = {}
        self.counts = dict.fromkeys(("n_cases", "n_values", "n_links", "n_themes"), 0)
        self.n_memos = 0
        for attribute in other.attributes:
            self._attribute(attribute)
        for held in other.cases:
            if held.label:
                self._case(held)
        self._links()

    def case_of(self, text_name: str, speaker: Speaker, *, alone: bool) -> Case | None:
        """The file's case that a voice of a text is: the one of its label, or the only one that is heard in it."""
        own = speaker.label.casefold()
        heard = self._heard.get(text_name, [])
        if own in self._in_file and (own in heard or not heard):
            return self._cases[own]
        return self._cases[heard[0]] if alone and len(heard) == 1 else None

    def add(self, case: Case) -> None:
        """Add a case, of which more may be known later."""
        self._at[case.id] = len(self._here.changes)
        self._cases[case.label.casefold()] = case
        self._here.changes.append(added(case))

    def join(
        self,
        texts: Mapping[str, Transcript],
        codes: Mapping[tuple[str, ...], Code],
        coder_named: Callable[[str], Coder],
    ) -> None:
        """Take in what refers to texts and codes: what is known of who is heard, themes, memos.

        Args:
            texts: Transcripts by the names of their texts.
            codes: Codes by folded path.
            coder_named: The coder of a name; who brings the file in, where it is empty.
        """
        for held in self._other.cases:
            if not held.label:
                self._of_text(held, texts)
        themes = {theme.name.casefold(): theme for theme in self._here.themes}
        for theme in sorted(self._other.themes, key=lambda one: bool(one.parent)):
            self._theme(theme, themes, codes)
        for memo in self._other.memos:
            self._memo(memo, texts, codes, themes, coder_named)

    def _attribute(self, held: HeldAttribute) -> None:
        name = canonical(held.name)
        if name.casefold() not in self._attributes:
            count = len(self._attributes)
            made = Attribute(
                id=new_id(), name=name, type=held.type, position=count, choices=held.choices, ordered=held.ordered
            )
            self._attributes[name.casefold()] = made
            self._here.changes.append(added(made))

    def _case(self, held: HeldCase) -> None:
        case = self._cases.get(held.label.casefold())
        if case is None:
            case = Case(id=new_id(), label=canonical(held.label), kind=held.kind or "participant")
            self.add(case)
            self.counts["n_cases"] += 1
        self._values(case, held, held.label)

    def _values(self, case: Case, held: HeldCase, where: str) -> None:
        """What the file says of a case fills what is empty here."""
        known = dict(case.values)
        n_before = len(known)
        for name, written in held.values:
            attribute = self._attributes[name.casefold()]
            try:
                value = value_of(canonical(written), attribute)
            except Refused:
                self._tally.add(_NOT_OF_TYPE, f"{where}: {name}")
                continue
            if known.setdefault(attribute.id, value) != value:
                self._tally.add(_OTHER_VALUE, f"{where}: {name}")
        if len(known) == n_before:
            return
        self.counts["n_values"] += len(known) - n_before
        fuller = replace(case, values=tuple(known.items()))
        self._cases[case.label.casefold()] = fuller
        if case.id in self._at:
            before = self._here.changes[self._at[case.id]].was
            self._here.changes[self._at[case.id]] = added(fuller) if before is None else revised(before, fuller)
        else:
            self._at[case.id] = len(self._here.changes)
            self._here.changes.append(revised(case, fuller))

    def _of_text(self, held: HeldCase, texts: Mapping[str, Transcript]) -> None:
        """What the file says of a text, of the one who is heard in it."""
        (name,) = held.texts
        heard = {one.case_id for one in texts[name].speakers if one.role == "participant"} if name in texts else set()
        case = next((one for one in self._cases.values() if one.id in heard), None) if len(heard) == 1 else None
        if case is None:
            self._tally.add(_WHOSE, name)
        else:
            self._values(case, held, name)

    def _links(self) -> None:
        known = {(link.case_id, link.other_id, link.relation.casefold()) for link in self._here.links}
        for held in self._other.links:
            case, other = self._cases[held.label.casefold()], self._cases[held.other.casefold()]
            relation = canonical(held.relation)
            if (case.id, other.id, relation.casefold()) not in known:
                known.add((case.id, other.id, relation.casefold()))
                link = CaseLink(id=new_id(), case_id=case.id, other_id=other.id, relation=relation)
                self._here.changes.append(added(link))
                self.counts["n_links"] += 1

    def _theme(self, held: HeldTheme, themes: dict[str, Theme], codes: Mapping[tuple[str, ...], Code]) -> None:
        if held.name.casefold() in themes:
            return
        parent = themes.get(held.parent.casefold()) if held.parent else None
        carried = (codes.get(tuple(name.casefold() for name in path)) for path in held.codes)
        theme = Theme(
            id=new_id(),
            name=canonical(held.name),
            statement=canonical(held.statement).strip(),
            central_idea=canonical(held.central_idea).strip(),
            code_ids=tuple(code.id for code in carried if code),
            # Themes have one level of sub-themes.
            parent_id=parent.id if parent and parent.parent_id is None else None,
            position=len(themes),
        )
        themes[held.name.casefold()] = theme
        self._here.changes.append(added(theme))
        self.counts["n_themes"] += 1

    def _memo(
        self,
        held: HeldMemo,
        texts: Mapping[str, Transcript],
        codes: Mapping[tuple[str, ...], Code],
        themes: Mapping[str, Theme],
        coder_named: Callable[[str], Coder],
    ) -> None:
        name = held.name.casefold()
        subject: Transcript | Case | Theme | Code | None
        if held.about == "transcript":
            subject = texts.get(held.name)
        elif held.about == "code":
            subject = codes.get(tuple(part.casefold() for part in held.path))
        else:
            subject = self._cases.get(name) if held.about == "case" else themes.get(name)
        about_id = self._here.study_id if held.about == "study" else subject.id if subject else ""
        words = canonical(held.text).strip()
        if not about_id:
            self._tally.add(_GONE, f"{held.about} {held.name or ' > '.join(held.path)}")
        elif held.loose and any(words == known for _, known in self._here.memos):
            return  # QualCoder's journals repeat what we noted on words
        elif words and (about_id, words) not in self._here.memos:
            self._here.memos.add((about_id, words))
            memo = Memo(
                id=new_id(),
                about=held.about,
                about_id=about_id,
                coder_id=coder_named(held.coder).id,
                text=words,
                at=held.at or now(),
            )
            self._here.changes.append(added(memo))
            self.n_memos += 1
