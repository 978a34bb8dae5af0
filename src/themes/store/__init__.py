"""The project file: facts, the log of all that was done, the search, and what can be computed again.

Only this folder knows SQLAlchemy, and its rows never leave it.
"""

from themes.store.jobs import Job, JobState
from themes.store.log import LoggedOperation, LoggedStep
from themes.store.store import Store

__all__ = ["Job", "JobState", "LoggedOperation", "LoggedStep", "Store"]
