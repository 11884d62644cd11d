"""Govah."""
