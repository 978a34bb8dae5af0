"""Queries to what was coded: asked, kept, written down, and coded."""
