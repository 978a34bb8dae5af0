"""Verbs on a codebook that has grown: many codes at once, parting one, its history, its examples, who said it."""
