"""Who speaks where: ways in which transcripts show it (``rules``), what a label is, who asks and who answers."""
