"""What can go wrong, as one tree.

ThemesError
├── ProjectError                 a project file cannot be used as asked
│   ├── NotAProject              the file is something else, or damaged
│   ├── NewerProject             made by a newer version of Themes
│   ├── ProjectExists            there is a file of that name already
│   ├── ProjectInUse             another process has it open for writing
│   ├── ReadOnlyProject          it was opened for reading
│   └── SharedPlace              it lies where SQLite cannot be trusted
├── RefusedFile                  a transcript, table or codebook was not taken in
│   ├── UnknownFormat            no reader knows it
│   │   └── SurveyAnswers        it is a table of answers, which has its own way in
│   ├── BrokenFile               its reader could not make sense of it
│   ├── FileTooLarge             it is over a limit
│   └── AlreadyAdded             its words are in the project already
├── NotFound                     nothing in the project has that name or id
├── Ambiguous                    several things in the project have that name
├── Refused                      a change that would break a rule of the project
│   ├── StaleChange              somebody has changed it since it was read
│   ├── WorkUnderWay             a job reads what would change
│   ├── UndoRefused              later work rests on the step to be undone
│   └── NotUnderstood            a query cannot be read, or names what is not there
├── ModelError                   an encoder is missing, altered or cannot be loaded
├── MissingExtra                 an optional part of Themes is not installed
└── JobError                     a job in a worker process failed, was cancelled or died

Every message says what happened, what was kept and what to do, and never quotes a participant.
"""


class ThemesError(Exception):
    """The root: catch it to catch everything that Themes raises on purpose."""


class ProjectError(ThemesError):
    """A project file cannot be used as asked."""


class NotAProject(ProjectError):
    """The file is no project of Themes, or is damaged."""


class NewerProject(ProjectError):
    """The file was made by a newer version of Themes; it can be read, not changed."""


class ProjectExists(ProjectError):
    """A file of that name is there already."""


class ProjectInUse(ProjectError):
    """Another process has the project open for writing."""


class ReadOnlyProject(ProjectError):
    """The project was opened for reading and cannot be changed."""


class SharedPlace(ProjectError):
    """The project lies on a network share or in a synchronised folder."""


class RefusedFile(ThemesError):
    """A file was not taken in; nothing of it was kept."""


class UnknownFormat(RefusedFile):
    """No reader knows this kind of file."""


class SurveyAnswers(UnknownFormat):
    """A table with a row a respondent and a column a question: no interview, but a survey, which can be taken in."""


class BrokenFile(RefusedFile):
    """The reader of this format could not make sense of the file."""


class FileTooLarge(RefusedFile):
    """The file, or what it unpacks to, is over a limit."""


class AlreadyAdded(RefusedFile):
    """The same file is in the project already."""


class NotFound(ThemesError):
    """Nothing in the project has that name or id."""


class Ambiguous(ThemesError):
    """Several things in the project have that name."""


class Refused(ThemesError):
    """The change would break a rule of the project; nothing was changed."""


class StaleChange(Refused):
    """Somebody has changed it since it was read; nothing was changed."""


class WorkUnderWay(Refused):
    """A job reads what would change; nothing was changed. Once it has ended, the same can be asked again."""


class UndoRefused(Refused):
    """Later work rests on the step; nothing was undone."""


class NotUnderstood(Refused):
    """A query cannot be read, or names what is not there.

    Args:
        message: Why.
        start: Where in its text, a half-open range of code points.
        end: After the last of them.
    """

    def __init__(self, message: str, *, start: int = 0, end: int = 0) -> None:
        """Keep the place."""
        super().__init__(message)
        self.start = start
        self.end = end


class ModelError(ThemesError):
    """An encoder is missing, altered or cannot be loaded."""


class MissingExtra(ThemesError):
    """An optional part of Themes is not installed."""


class JobError(ThemesError):
    """A job failed, was cancelled, or its worker process died."""


def unforeseen(error: BaseException) -> str:
    """What an error that nobody foresaw may say of itself: its kind and the line of ours where it arose.

    Its own words are left out: they may hold a participant's.

    Args:
        error: As it was caught.

    Returns:
        For example "KeyError in themes.read.formats.docx, line 73"; the kind alone where no line is ours.
    """
    place, at = "", error.__traceback__
    while at is not None:
        module = str(at.tb_frame.f_globals.get("__name__"))
        place = f" in {module}, line {at.tb_lineno}" if module.startswith("themes.") else place
        at = at.tb_next
    return type(error).__name__ + place
