"""The rules. Standard library only: no clock, no I/O, no randomness."""
