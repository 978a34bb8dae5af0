"""Joining a colleague's copy of the study, and deciding what both did otherwise."""
