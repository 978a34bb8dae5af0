"""Surveys: grids of answers, taken in as cases and transcripts."""
