"""The measured set is read and scored by benchmarks/identifiers.py: one rule of counting for both."""

from __future__ import annotations

import sys
from pathlib import Path

# pytest's importlib mode puts the repository itself on no path.
sys.path.insert(0, str(Path(__file__).parent.parent.parent))
