"""Accelerations: when, and by how much, the rate of events changed, with the completeness of reporting as exposure."""
