"""Suggestions by a language model or a name finder on the user's own machine: optional, never needed, never trusted."""

from __future__ import annotations

from govah.read.models.combining import combined
from govah.read.models.endpoint import Endpoint, refuse_far
from govah.read.models.entities import EntitySuggester, load_entities
from govah.read.models.suggesting import ModelSuggester

__all__ = ["Endpoint", "EntitySuggester", "ModelSuggester", "combined", "load_entities", "refuse_far"]
