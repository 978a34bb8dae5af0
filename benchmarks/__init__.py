"""What is measured, each by ``python -m benchmarks.NAME``."""
