"""``Project``: opened, closed, and with all its verbs."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from themes.errors import NotAProject
from themes.model import Coder, Study
from themes.operations import Step, added, new_id, now
from themes.project.adjudicating import AdjudicationVerbs
from themes.project.agreement_files import AgreementFileVerbs
from themes.project.answering import AnswerVerbs
from themes.project.base import NOBODY, whole
from themes.project.between_runs import BetweenRuns
from themes.project.codes.verbs import CodebookWorkVerbs
from themes.project.counts.verbs import CountsVerbs
from themes.project.double_coding.verbs import DoubleCodingVerbs
from themes.project.exporting import ExportVerbs, import_folder
from themes.project.freezing import FreezeVerbs
from themes.project.history.verbs import HistoryVerbs
from themes.project.in_text import InTextVerbs
from themes.project.joining.verbs import JoinVerbs
from themes.project.names.verbs import PrivacyVerbs
from themes.project.near_codes import NearCodeVerbs
from themes.project.other_tools.qdpx import QdpxVerbs
from themes.project.other_tools.verbs import OtherToolVerbs
from themes.project.people.by_file_name import FileNameVerbs
from themes.project.queries.verbs import QueryVerbs
from themes.project.questions.askings import AskingVerbs
from themes.project.reading_first import ReadingFirstVerbs
from themes.project.rearranging import RearrangeVerbs
from themes.project.searching import SearchVerbs
from themes.project.segment_map import MapVerbs
from themes.project.splitting import SplitVerbs
from themes.project.surveys.verbs import SurveyVerbs
from themes.project.texts.correct import CorrectVerbs
from themes.project.texts.preview import PreviewVerbs
from themes.project.who_codes import WhoCodesVerbs
from themes.project.withdrawal.in_copies import withdrawals_beside
from themes.store import Store

_NOT_SAID = "Nobody has said yet who codes here, so nothing was changed. Say who you are, and do it again."

SUFFIX = ".themes"
"""What the name of a project's file ends in."""


class Project(
    AdjudicationVerbs,
    AgreementFileVerbs,
    JoinVerbs,
    DoubleCodingVerbs,
    HistoryVerbs,
    AskingVerbs,
    PreviewVerbs,
    PrivacyVerbs,
    CountsVerbs,
    QueryVerbs,
    CodebookWorkVerbs,
    ExportVerbs,
    QdpxVerbs,
    SearchVerbs,
    FileNameVerbs,
    CorrectVerbs,
    SurveyVerbs,
    OtherToolVerbs,
    BetweenRuns,
    SplitVerbs,
    RearrangeVerbs,
    MapVerbs,
    NearCodeVerbs,
    InTextVerbs,
    FreezeVerbs,
    AnswerVerbs,
    ReadingFirstVerbs,
    WhoCodesVerbs,
):
    """One study in one file ``name.themes``, as one coder sees it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with Project.create(Path(folder) / "clp.themes", coder="AB") as project:
    ...         code = project.add_code("Board engagement", definition="The board turns up.")
    ...         [code.name for code in project.codes()]
    ['Board engagement']
    """

    @classmethod
    def create(cls, path: str | Path, *, coder: str, title: str | None = None, method: str = "codebook") -> Self:
        """Make a new project file.

        Args:
            path: Where; ``.themes`` is appended where it does not end so.
            coder: Initials or name of the person who codes.
            title: The study's title; the file's name where not given.
            method: What the project declares it does; see ``themes.methods``.

        Raises:
            ProjectExists: There is a file already.
            SharedPlace: SQLite cannot be trusted there.
        """
        place = Path(path)
        place = place if place.suffix.casefold() == SUFFIX else place.with_name(place.name + SUFFIX)
        person = Coder(id=new_id(), name=coder)
        study = Study(id=new_id(), title=title or place.stem, method=method)
        step = Step(id=new_id(), verb="create project", coder_id=person.id, at=now(), subject=study.id)
        return cls(Store.create(place, step, [added(study), added(person)]), person)

    @classmethod
    def open(cls, path: str | Path, *, coder: str | None = None, read_only: bool = False) -> Self:
        """Open a project file.

        Args:
            path: The file.
            coder: Who codes; a new coder is added. The coder of the last step where not given.
            read_only: Only read; possible while another process writes.

        Raises:
            NotAProject: The file is missing, damaged or something else.
            NewerProject: It was made by a newer version and can only be read.
            ProjectInUse: Another process has it open for writing.
        """
        store = Store.open(Path(path), read_only=read_only)
        coders = store.facts(Coder)
        if not coders:
            store.close()
            message = f"{Path(path).name} has no coder, so it is not a whole project. Restore it from a backup."
            raise NotAProject(message)
        last = store.steps(limit=1)
        by_id = {person.id: person for person in coders}
        project = cls(store, by_id.get(last[0].step.coder_id, coders[0]) if last else coders[0])
        project._say_what_was_interrupted()
        project._end_withdrawals()
        project._shared.passed_over.update(store.steps_gone())
        return project if coder is None else project.as_coder(coder)

    @classmethod
    def import_folder(cls, folder: str | Path, path: str | Path) -> Path:
        """Make a project from a folder of plain files; see ``export_folder``.

        Who withdrew from the study since, as a file of it beside the folder or the new project says, is taken out.

        Args:
            folder: What ``export_folder`` wrote.
            path: The new project's file; there must be none of that name.

        Returns:
            The project's file.

        Raises:
            Refused: Words of somebody who withdrew stand under another case in it; nothing was imported.
        """

        def finish(made: Path, study_id: str) -> None:
            gone = withdrawals_beside({Path(folder).resolve().parent, Path(path).resolve().parent}, study_id)
            if gone:
                cls.leave_out(made, gone, key=Path(path).with_suffix(".key"))

        return import_folder(folder, path, finish=finish)

    @staticmethod
    def title_of(path: str | Path) -> str:
        """What the study in a file is called, without opening it; empty where the file does not say."""
        return Store.title_of(Path(path))

    @classmethod
    def restore(cls, path: str | Path, backup: str | Path) -> Path | None:
        """Put a verified copy of a backup in a project's place; what was there is kept beside it.

        Who withdrew from the project since is taken out of the copy before, where the project can still be read.

        Args:
            path: The project, damaged or not, or where it was; nobody may have it open.
            backup: The backup; it stays where it is.

        Returns:
            Where what was there lies now, to be opened like any project; None where nothing was.

        Raises:
            NotAProject: The backup is missing, damaged or something else; nothing was changed.
            ProjectInUse: Somebody has the project open for writing.
            Refused: Words of somebody who withdrew stand under another case in the backup; nothing was changed.
        """
        with cls._to_restore(Path(path), Path(backup)) as copy:
            return Store.restore(copy, Path(path))

    @whole
    def as_coder(self, name: str) -> Self:
        """The same project seen by another coder, who is added where new; both views share the open file."""
        for person in self.coders():
            if person.name.casefold() == name.strip().casefold():
                return type(self)(self._store, person, self._shared)
        person = self._coder_gone(name.strip()) or Coder(id=new_id(), name=name.strip())
        if not self.read_only:
            self._step("add coder", [added(person)], subject=person.id)
        return type(self)(self._store, person, self._shared)

    def as_reader(self) -> Self:
        """The same project for somebody who has not said who they are: they read, and nothing is kept by them.

        What a coder is not shown yet, they are not shown either, as they may be that coder.
        """
        return type(self)(self._store.for_reading(_NOT_SAID), NOBODY, self._shared)

    def _coder_gone(self, name: str) -> Coder | None:
        """A coder of that name who left with a joining that was undone: the same when it comes again."""
        ever = [logged.fact for logged in self._store.operations_on("coder")]
        return next((one for one in ever if isinstance(one, Coder) and one.name.casefold() == name.casefold()), None)

    def close(self) -> None:
        """End its jobs, write what is to be written, and let the file go."""
        self._end_jobs()
        self._store.close()

    def __enter__(self) -> Self:
        """Be used in a ``with`` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close; what was written stays written, as each verb is whole by itself."""
        self.close()
