"""Transcripts and their words: taking in, correcting, and what stands on them moving along."""
