"""What is on file: the handle of an open vault, its evidence, suggestions, withdrawals and erasures; all else stands on it."""
