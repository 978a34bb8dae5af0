"""What was done, in words, and going back through it."""
