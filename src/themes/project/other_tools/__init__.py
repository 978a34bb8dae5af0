"""What was coded in another tool, brought in."""
