"""``themes …``: the project's verbs for scripts, one module a subject.

Exit codes: 0 done, 1 refused with a reason, 2 not understood.
"""

from themes.cli import candidates, codebook, codings, findings, study, transcripts
from themes.cli.verb import main

__all__ = ["candidates", "codebook", "codings", "findings", "main", "study", "transcripts"]
