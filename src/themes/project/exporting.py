"""Verbs that write tables of a project, or all of it as plain files, and the way back from these."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from themes import __version__, rules
from themes.errors import BrokenFile, NotFound, ProjectExists, Refused
from themes.filters import Where
from themes.model import Coder, Consent, Fact, Quotation, Study, Transcript
from themes.operations import ENTITIES, Step, added, new_id, now
from themes.project.base import one_moment
from themes.project.memo_export import MemoExportVerbs
from themes.project.verifying import VerifyVerbs
from themes.project.whole_file import checked_place, written_whole
from themes.report.consent import use_on
from themes.report.findings import watermark
from themes.report.wording import counted
from themes.store import Store

if TYPE_CHECKING:
    from themes.exchange import folder as plain_folder

What = Literal["quotations", "codebook", "cases", "memos"]
WHATS: tuple[What, ...] = get_args(What)


class ExportVerbs(VerifyVerbs, MemoExportVerbs):
    """Write what the project holds for other programs."""

    def export_table(self, what: What, path: str | Path, *, where: Where | None = None, insist: bool = False) -> Path:
        """Write one table as .csv or .xlsx, by the file's suffix; the codebook as .docx too.

        Words leave as consent allows; no text of it is ever a formula.

        Args:
            what: "quotations" (a row for each coding), "codebook", "cases" or "memos".
            path: Where; a file of that name is replaced once the new one is whole.
            where: Only what passes this filter; memos are told whole.
            insist: Write it although names may still stand in transcripts that it quotes; the file then says so.

        Raises:
            Refused: The suffix is another, the folder is missing, there is no memo, or a transcript that is quoted is
                not released; nothing was written.
        """
        if what not in WHATS:
            raise Refused(f"“{what}” is none of {', '.join(WHATS)}. Nothing was written.")
        suffixes = (".csv", ".xlsx", ".docx") if what == "codebook" else (".csv", ".xlsx")
        place = checked_place(path, suffixes, what="Tables are")
        from themes.report import tables  # noqa: PLC0415 - only who writes needs it

        findings = self.findings(where=where, max_quotations=0)  # tables show all; choosing takes a third of the time
        whose = findings.whose_sentence
        told = []
        if what == "quotations":
            told = [findings.watermark, findings.part_sentence, whose, findings.consent_sentence]
        unreleased = findings.n_unreleased if what == "quotations" else 0
        if what == "memos":
            memos = self.memos()
            if not memos:
                raise Refused("There is no memo to write. Nothing was written.")
            unreleased = self.n_unreleased_in(memos)
            told = [watermark(unreleased)]
            table = tables.memos(self.journal(memos))
        else:
            table = {"quotations": tables.quotations, "codebook": tables.codebook, "cases": tables.cases}[what](
                findings
            )
        if unreleased and not insist:
            raise Refused(
                f"Names may still stand in {counted(unreleased, 'transcript')} that this quotes. Nothing was written. "
                "Review names and release (page Names), or declare there that they came pseudonymised."
            )

        def write(made: Path) -> None:
            suffix = place.suffix.casefold()
            if suffix == ".csv":
                tables.write_csv(table, made, notice=" ".join(filter(None, told)))
            elif suffix == ".xlsx":
                from themes.report.sheet import read_first  # noqa: PLC0415 - as above
                from themes.report.workbook import write_workbook  # noqa: PLC0415

                # What is taken in again from its first sheet has it first still.
                after = read_first(whose) if what in ("codebook", "cases") else []
                sheets = [*read_first(*told), table, *after]
                write_workbook(sheets, made, title=self.study.title, creator=", ".join(findings.coders))
            else:
                from themes.report.word import write_codebook  # noqa: PLC0415 - as above

                write_codebook(findings, made, at=datetime.now(UTC).replace(microsecond=0))

        return written_whole(place, write)

    @one_moment
    def export_folder(self, path: str | Path) -> Path:
        """Write the whole project as a folder of plain files: JSON Lines, texts, originals, checksums.

        It holds everything as it stands, names and refused words too, as a backup does, and says so; what was done when
        (the log), the key file, and what the machine keeps to be quick are not in it.

        Args:
            path: A folder that is not there yet, or is empty.

        Raises:
            Refused: There is something there already; nothing was written.
        """
        from themes.exchange import folder as plain_folder  # noqa: PLC0415 - the first page does not wait for it

        place = Path(path)
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise Refused(f"“{place.name}” is there already and not empty. Nothing was written; choose another name.")
        if not place.parent.is_dir():
            raise Refused(f"The folder “{place.parent}” is not there. Nothing was written; make it or choose another.")
        plain = self._plain()
        with tempfile.TemporaryDirectory(prefix=".themes-", dir=place.parent) as beside:
            made = Path(beside) / "made"
            made.mkdir()
            plain_folder.write(plain, made, program=f"Themes {__version__}", notice=self.not_used_notice())
            if place.exists():
                place.rmdir()
            made.replace(place)
        return place

    def n_not_used(self) -> int:
        """How many participants there are whose words may not be used today, and which the study holds all the same."""
        today = datetime.now(UTC).date()
        return sum(use_on(one, today) == "none" for one in self._store.facts(Consent))

    def not_used_notice(self) -> str:
        """What whoever gets all of the study must know of these, in a sentence; empty where there is none."""
        n = self.n_not_used()
        if not n:
            return ""
        who = counted(n, "participant")
        return (
            f"It holds the words of {who} who {'is' if n == 1 else 'are'} marked not used: do not pass it on with them."
        )

    def _plain(self) -> plain_folder.Plain:
        from themes.exchange import folder as plain_folder  # noqa: PLC0415 - the first page does not wait for it

        kinds: list[type[Fact]] = list(ENTITIES.values())
        facts = [fact for kind in kinds for fact in self._store.facts(kind)]
        originals: dict[str, bytes] = {}
        for fact in facts:
            if isinstance(fact, Transcript) and fact.source_sha256 not in originals:
                with suppress(NotFound):  # a release lets the file that a transcript came from go
                    originals[fact.source_sha256] = self._store.source(fact.source_sha256)
        return plain_folder.Plain(facts=tuple(facts), originals=originals)


def import_folder(folder: str | Path, path: str | Path, *, finish: Callable[[Path, str], None]) -> Path:
    """Make a project from a folder that ``export_folder`` wrote: equal in every fact, with a log of its own.

    Args:
        folder: The folder.
        path: The new project's file; there must be none of that name.
        finish: Given the file before it gets its name, and the study's id: whoever withdrew since goes.

    Raises:
        RefusedFile: The folder is not whole, or was changed; nothing was imported.
        ProjectExists: There is a file already.
        Refused: Its facts break a rule of projects.
    """
    from themes.exchange import folder as plain_folder  # noqa: PLC0415 - the first page does not wait for it

    place = Path(path)
    place = place if place.suffix.casefold() == ".themes" else place.with_name(place.name + ".themes")
    if place.exists():
        raise ProjectExists(f"There is a file “{place.name}” already. Nothing was imported; choose another name.")
    plain = plain_folder.read(Path(folder))
    by_kind: dict[type[Fact], dict[str, Fact]] = {
        kind: {fact.id: fact for fact in plain.facts if type(fact) is kind} for kind in ENTITIES.values()
    }
    if len(by_kind[Study]) != 1 or not by_kind[Coder] or sum(map(len, by_kind.values())) != len(plain.facts):
        raise BrokenFile("The folder holds no single study with its coders. Nothing was imported.")
    for kind, facts in by_kind.items():
        rules.check(kind, facts)
    _check_words(plain.facts)
    coder_id = next(iter(by_kind[Coder]))
    study_id = next(iter(by_kind[Study]))
    first, rest = _steps(coder_id, study_id)
    begun = [fact for fact in plain.facts if isinstance(fact, Study | Coder)]
    others = [fact for fact in plain.facts if not isinstance(fact, Study | Coder)]
    with tempfile.TemporaryDirectory(prefix=".themes-", dir=place.parent) as beside:
        made = Path(beside) / place.name
        with Store.create(made, first, [added(fact) for fact in begun]) as store:
            if others:
                store.write(rest, [added(fact) for fact in others], sources=plain.originals)
        finish(made, study_id)
        made.replace(place)
    return place


def _steps(coder_id: str, study_id: str) -> tuple[Step, Step]:
    return (
        Step(id=new_id(), verb="create project", coder_id=coder_id, at=now(), subject=study_id),
        Step(id=new_id(), verb="import folder", coder_id=coder_id, at=now(), subject=study_id),
    )


def _check_words(facts: Sequence[Fact]) -> None:
    """Refuse quotations whose words do not stand at their place."""
    texts = {fact.id: fact.text for fact in facts if isinstance(fact, Transcript)}
    for fact in facts:
        if isinstance(fact, Quotation) and texts.get(fact.transcript_id, "")[fact.start : fact.end] != fact.words:
            raise BrokenFile("The words of a quotation do not stand at its place. Nothing was imported.")
