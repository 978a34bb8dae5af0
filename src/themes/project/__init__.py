"""The one object that a page, a notebook or the command line holds.

Each verb reads facts, calls a pure function and writes one step of operations.
They stand by subject in the modules beside this one.
"""

from themes.project.other_tools.brought_in import BroughtIn
from themes.project.people.same_person import SamePerson
from themes.project.project import Project
from themes.project.records import (
    Added,
    CandidateView,
    CaseTableResult,
    Coded,
    Discovery,
    Found,
    Linked,
    NameRead,
    Previewed,
    SuggestionView,
)
from themes.store import Job, LoggedStep

__all__ = [
    "Added",
    "BroughtIn",
    "CandidateView",
    "CaseTableResult",
    "Coded",
    "Discovery",
    "Found",
    "Job",
    "Linked",
    "LoggedStep",
    "NameRead",
    "Previewed",
    "Project",
    "SamePerson",
    "SuggestionView",
]
