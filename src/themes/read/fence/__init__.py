"""Others' files are read in a child process (``child``) under its parent's eyes (``parent``), which speak ``wire``."""

from themes.read.fence.parent import Limits, ask, limits

__all__ = ["Limits", "ask", "limits"]
