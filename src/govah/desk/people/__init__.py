"""Persons on file: who they are, how they are found by name, and which mentions are theirs."""
