"""Proof: who did what and when, stamps, logs and their witnesses, checking, keeping and erasing."""
