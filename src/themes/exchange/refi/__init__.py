"""REFI-QDA, the exchange format of tools for qualitative analysis: projects (.qdpx) and codebooks (.qdc), in and out.

The standard is REFI-QDA 1.5 (www.qdasoftware.org, MIT); ``schemas/`` holds its two schemas as they were published.
What tools write differs from it: ``counting`` and ``evidence`` find out how positions count, ``doctor`` says what is
wrong with a file.
"""
