"""Checking a report, as its author finished it, against its project.

``check_report`` goes through a manuscript: ``outline`` says under which theme each passage stands, ``quoted`` which
words are quotations, ``placing`` where they were said, ``checked`` what is wrong with them, ``release``,
``figures``, ``own`` and ``lists`` the rest. ``check_written`` does the same for what is written on the page, before
there is a file.
"""

from themes.report.verify.authored import check_written
from themes.report.verify.facts import Mend, Verified
from themes.report.verify.ground import Ground
from themes.report.verify.whole import check_report

__all__ = ["Ground", "Mend", "Verified", "check_report", "check_written"]
