"""What is counted in coded transcripts, in words and picture, on the page and in files."""
