"""The contract of the command line: every command has its example and its JSON, and no option has another meaning elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import click

from gathering import hold
from govah.cli.main import COMMANDS, govah


def leaves(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Gives every command that does something, with its name."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for one in command.list_commands(context):
            found = command.get_command(context, one)
            if found is not None:
                yield from leaves(found, f"{name} {one}".strip())
        if not command.invoke_without_command:
            return
    if command is not govah:
        yield name, command


LEAVES = dict(leaves(govah))


def test_every_command_prints_json() -> None:
    """Whatever a person can ask for, a script can have as one JSON value."""
    silent = [name for name, one in LEAVES.items() if "--json" not in {form for given in one.params for form in given.opts}]

    assert [] == silent


def test_every_help_closes_with_an_example() -> None:
    """Help opens with a verb and closes with a call that can be typed."""

    def has_its_example(name: str) -> None:
        told = (LEAVES[name].help or "").strip()
        assert "Example:" in told
        assert f"govah {name}".split(" [")[0] in told

    hold(LEAVES, has_its_example)


def test_every_option_says_what_it_does() -> None:
    """No option is left to be guessed."""
    mute = [
        (name, one.name)
        for name, command in LEAVES.items()
        for one in command.params
        if isinstance(one, click.Option) and not one.help and not one.hidden
    ]

    assert [] == mute


def test_one_word_means_one_thing() -> None:
    """The same option has the same short form and the same argument wherever it stands."""
    forms: dict[str, set[tuple[str, ...]]] = {}
    for command in LEAVES.values():
        for one in command.params:
            if isinstance(one, click.Option):
                forms.setdefault(one.name or "", set()).add(tuple(sorted(one.opts)))

    assert {} == {name: sorted(seen) for name, seen in forms.items() if len(seen) > 1}


def test_the_commands_are_those_of_the_design() -> None:
    """The commands stand in the order of the work."""
    assert ["init", "capture", "documents", "read", "review", "persons", "case"] == list(COMMANDS)[:7]
