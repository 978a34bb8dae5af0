"""The project file: facts, the log of all that was done, the search, and what can be computed again.

Only this folder knows SQLAlchemy, and its rows never leave it.
"""

from themes.store.bodies import fact_from
from themes.store.check import PURGES, RELEASES, WITHDREW
from themes.store.jobs import Job, JobState
from themes.store.joining import Joining
from themes.store.keyfile import KeyFile
from themes.store.log import LoggedOperation, LoggedStep
from themes.store.outline import MOST_TOUCHED, Part, Touched
from themes.store.purge import Purge
from themes.store.sealed import JOINED
from themes.store.search import n_asked
from themes.store.store import Store
from themes.store.traces import Traces, look

__all__ = [
    "JOINED",
    "MOST_TOUCHED",
    "PURGES",
    "RELEASES",
    "WITHDREW",
    "Job",
    "JobState",
    "Joining",
    "KeyFile",
    "LoggedOperation",
    "LoggedStep",
    "Part",
    "Purge",
    "Store",
    "Touched",
    "Traces",
    "fact_from",
    "look",
    "n_asked",
]
