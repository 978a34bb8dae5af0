"""Findings, and the files that carry them.

``gather`` turns facts into findings; ``word`` and ``sheet`` write them and are imported only by who writes.
"""

from themes.report.consent import PARAPHRASE, WITHHELD, use_of
from themes.report.findings import Findings
from themes.report.gather import MAX_QUOTATIONS, gather
from themes.report.material import CodedTwice, Material

__all__ = ["MAX_QUOTATIONS", "PARAPHRASE", "WITHHELD", "CodedTwice", "Findings", "Material", "gather", "use_of"]
