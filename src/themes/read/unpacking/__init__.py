"""What several formats are packed in: zip files, XML, characters, cells, a word processor's paragraphs."""
