"""All verbs on names and consent: find, decide, review, release, and what each person has allowed, who withdraws."""

from __future__ import annotations

from themes.project.withdrawal.verbs import WithdrawVerbs


class PrivacyVerbs(WithdrawVerbs):
    """What a project does so that its transcripts name nobody."""
