"""Two coders on the same transcripts, apart from each other until both are done."""
