"""What is counted in coded transcripts: codes together, along a transcript, from interview to interview, and words."""
