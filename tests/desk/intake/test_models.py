"""Models at the desk: where text may go, and what it may never be."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import Take
from govah import desk
from govah.errors import ReadError
from govah.vault import Vault
from model_servers import claims, model_server

TEXT = "Tirdad Golrokh came home with his arm in plaster.\n"
TAKEN = "came home with his arm in plaster"
SAID = {"person": "Tirdad Golrokh", "predicate": "injured", "stance": "asserted", "quote": TAKEN}


def far(_host: str, _port: int) -> tuple[str, ...]:
    """A resolver that puts every host on another machine."""
    return ("203.0.113.7",)


def test_a_models_suggestion_waits_for_a_person(vault: Vault, take: Take) -> None:
    """What a model suggests is a suggestion like any other, under its own name."""
    sealed = take(TEXT)
    with model_server(claims(SAID)) as server:
        list(desk.read_documents(vault, [sealed.document.id], desk.Models(server.url)))

    found = [one for one in desk.pending(vault) if one.rule == "model/local"]
    assert [(one.person, one.predicate, one.passage.quote) for one in found] == [
        ("Tirdad Golrokh", "injured", TAKEN)
    ]


def test_nothing_leaves_unless_a_person_says_so(vault: Vault, take: Take) -> None:
    """A model on another machine is refused before anything is read."""
    sealed = take(TEXT)

    with pytest.raises(ReadError) as caught:
        list(desk.read_documents(vault, [sealed.document.id], desk.Models("http://model.example/v1", resolver=far)))

    assert caught.value.code == "model-far"


def test_sources_never_leave(vault: Vault, take: Take) -> None:
    """What a source told is not shown to a model on another machine even where a person let text leave."""
    sealed = take(TEXT, source="a neighbour")

    with pytest.raises(ReadError) as caught:
        list(desk.read_documents(vault, [sealed.document.id], desk.Models("http://model.example/v1", leaves=True, resolver=far)))

    assert caught.value.code == "model-sources"


def test_a_key_stays_in_its_file(vault: Vault, take: Take, tmp_path: Path) -> None:
    """The key goes to the server and is shown by no value."""
    key = tmp_path / "key"
    key.write_text("canary-key\n")
    sealed = take(TEXT)
    models = desk.Models("", key_file=str(key))
    with model_server(claims(SAID)) as server:
        models = desk.Models(server.url, key_file=str(key))
        list(desk.read_documents(vault, [sealed.document.id], models))

    assert server.headers[0]["Authorization"] == "Bearer canary-key"
    assert "canary-key" not in repr(models) + repr(models.endpoint)


@pytest.mark.parametrize("made", ["nothing", "file"])
def test_no_model_in_the_folder(tmp_path: Path, made: str) -> None:
    """A folder that is not there, or a file, is said so."""
    if made == "file":
        (tmp_path / "m").write_text("x")

    with pytest.raises(ReadError) as caught:
        desk.Models(entities=str(tmp_path / "m")).suggesters()

    assert caught.value.code == "entities-missing"
