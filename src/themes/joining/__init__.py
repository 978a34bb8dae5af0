"""Joining two copies of one study by what was done in each: pure, and the same whichever copy is joined to which.

    Copy, Copy ─joined→ the facts that stand in both, and the clashes that wait for a person

A copy is what stands in it and the steps that the other has not. What only one copy touched is as that copy left it;
what both touched is joined field by field, and where both changed one field to different values, or one removed what
the other used, it is a clash: what was written first stands, the other is kept, and a person decides.
"""

from themes.joining.copies import Copy, Edit, Gone, JoinedStep, Key
from themes.joining.join import Joined, joined
from themes.joining.readings import Reading
from themes.joining.twins import changes_with_ids

__all__ = ["Copy", "Edit", "Gone", "Joined", "JoinedStep", "Key", "Reading", "changes_with_ids", "joined"]
