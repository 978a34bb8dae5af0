"""All verbs on names and consent: find, decide, review, release, and what each person has allowed."""

from __future__ import annotations

from themes.project.names.releasing import ReleaseVerbs
from themes.project.people.consents import ConsentVerbs


class PrivacyVerbs(ReleaseVerbs, ConsentVerbs):
    """What a project does so that its transcripts name nobody."""
