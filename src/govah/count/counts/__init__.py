"""Counts: a definition, every case put into one category with its reasons, and what changed between two times."""
