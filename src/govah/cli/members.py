"""`govah members`: who works here and on which device, who may read what, and how somebody is let in or out."""

from __future__ import annotations

from pathlib import Path

import click

from govah.cli.cards import clean, number
from govah.cli.door import emit, json_option, language, opened, tell
from govah.desk.onfile.leaving import write_whole
from govah.desk.vaults import members as desk_members
from govah.desk.vaults.members import DeviceRow, MemberRow
from govah.errors import EvidenceError, PublishError, UsageError
from govah.records import to_full
from govah.text import isolate
from govah.vault.cards import MOST_BYTES, Card
from govah.words import say

yes_option = click.option("--yes", is_flag=True, help="Do not ask.")


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def members(ctx: click.Context, *, as_json: bool) -> None:
    """List who belongs to the desk, on which devices, and what each of them may read.

    \b
    Example:
      govah members
    """
    if ctx.invoked_subcommand:
        return
    with opened(ctx) as vault:
        rows = desk_members.members(vault)
    if as_json:
        emit({"members": [to_full(row) for row in rows]})
    else:
        for row in rows:
            _tell_member(ctx, row)


@members.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The card, a text file.")
@click.option("--name", default="", metavar="NAME", help="Put a name on the card: whoever finds it can read that.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@json_option
@click.pass_context
def card(ctx: click.Context, output: Path, name: str, *, force: bool, as_json: bool) -> None:
    """Write the card of this device, to be carried to another desk. It holds ids and public keys, and is no secret.

    Read its fingerprint to the other desk over the phone: a card that was exchanged on its way has another one.

    \b
    Example:
      govah members card -o laptop.govah-card
    """
    if output.exists() and not force:
        raise PublishError("output-exists", name=output.name)
    with opened(ctx) as vault:
        made = desk_members.own_card(vault, name)
    write_whole(output, made.signed.encode("utf-8"))
    if as_json:
        emit({"file": str(output), **_plain_card(made)})
    else:
        tell(ctx, "members.card", name=output.name, device=made.device.id)
        tell(ctx, "members.fingerprint", fingerprint=made.fingerprint)


@members.command()
@click.argument("path", metavar="CARD", type=click.Path(path_type=Path))
@click.option("--name", default="", metavar="NAME", help="What the desk calls its owner; only the team reads it.")
@click.option("--read", "reads", default="", metavar="A,B", help="Compartments to read; else open and team (a partner: open).")
@click.option(
    "--partner", is_flag=True, help="Somebody of another desk: you read what they give, and never write under their keys."
)
@click.option("--fingerprint", default="", metavar="HEX", help="What the owner read out; else you are asked to compare.")
@json_option
@click.pass_context
def add(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context, path: Path, name: str, reads: str, fingerprint: str, *, partner: bool, as_json: bool
) -> None:
    """Let the device of a card in, and give it the keys of what it may read. It gets them with the next packet.

    Compare the fingerprint with its owner, by voice: the signature alone only says that the card is whole.

    \b
    Example:
      govah members add colleague.govah-card --name "Shirin" --read open,team
    """
    text = _text_of(path)
    with opened(ctx) as vault:
        found = desk_members.introduced(vault, text)
        if not fingerprint:
            _compare(ctx, found)
        chosen = [one.strip() for one in reads.split(",") if one.strip()]
        row = desk_members.add(vault, found.card, name=name, reads=chosen, partner=partner, fingerprint=fingerprint)
    if as_json:
        emit({"member": to_full(row), **_plain_card(found.card)})
    else:
        tell(ctx, "members.added-partner" if row.partner else "members.added", device=found.card.device.id)
        _tell_member(ctx, row)


@members.command()
@click.argument("who", metavar="MEMBER|DEVICE")
@yes_option
@json_option
@click.pass_context
def remove(ctx: click.Context, who: str, *, yes: bool, as_json: bool) -> None:
    """Remove a device, or a member with all devices. What they hold they keep; what is written from now on they cannot read.

    It cannot be undone: to come back they need a new vault and a new card.

    \b
    Example:
      govah members remove vk3n5wq2v7hrc4yxz
    """
    with opened(ctx) as vault:
        if not yes:
            _agree(ctx, "members.remove-ask", "renounce-unconfirmed")
        devices, renewed = desk_members.remove(vault, who)
    if as_json:
        emit({"devices": list(devices), "renewed": list(renewed)})
    else:
        for device in devices:
            tell(ctx, "members.removed", device=device)
        tell(ctx, "members.renewed", compartments=_names(ctx, renewed))


@members.command()
@click.argument("who", metavar="MEMBER|DEVICE")
@click.argument("compartments", metavar="COMPARTMENT", nargs=-1, required=True)
@json_option
@click.pass_context
def grant(ctx: click.Context, who: str, compartments: tuple[str, ...], *, as_json: bool) -> None:
    """Give a device the keys of compartments: it reads what was written before, too, once it has the next packet.

    \b
    Example:
      govah members grant vk3n5wq2v7hrc4yxz sources
    """
    with opened(ctx) as vault:
        devices = desk_members.grant(vault, who, compartments)
    if as_json:
        emit({"devices": list(devices), "compartments": list(compartments)})
    else:
        for device in devices:
            tell(ctx, "members.granted", device=device, compartments=_names(ctx, compartments))


@members.command()
@click.argument("compartment", metavar="COMPARTMENT")
@yes_option
@json_option
@click.pass_context
def renounce(ctx: click.Context, compartment: str, *, yes: bool, as_json: bool) -> None:
    """Give up reading a compartment on this device: it goes on writing there, and cannot be made to give up what it wrote.

    Somebody else must read it. It is undone only by a member who gives the key again.

    \b
    Example:
      govah members renounce sources
    """
    with opened(ctx) as vault:
        readers = desk_members.readers_of(vault, compartment)
        if not yes and readers:
            _agree(ctx, "members.renounce-ask", "renounce-unconfirmed", compartment=compartment, readers=", ".join(readers))
        sealed = desk_members.renounce(vault, compartment)
    if as_json:
        emit({"compartment": compartment, "sealed": sealed})
    else:
        tell(ctx, "members.renounced", compartment=isolate(compartment), count=number(sealed, language(ctx)))


@members.command()
@click.argument("name", metavar="NAME")
@json_option
@click.pass_context
def compartment(ctx: click.Context, name: str, *, as_json: bool) -> None:
    """Make a compartment that only this device reads until you give its key to others.

    \b
    Example:
      govah members compartment lawyers
    """
    with opened(ctx) as vault:
        desk_members.new_compartment(vault, name)
    if as_json:
        emit({"compartment": name})
    else:
        tell(ctx, "members.compartment", name=isolate(name))


def _compare(ctx: click.Context, found: desk_members.Introduced) -> None:
    lang = language(ctx)
    click.echo(say("members.comes", lang, device=found.card.device.id, name=isolate(clean(found.card.name)) or "—"), err=True)
    if found.known_as:
        click.echo(say("members.another-device", lang, name=isolate(clean(found.known_as))), err=True)
    click.echo(say("members.fingerprint", lang, fingerprint=found.card.fingerprint), err=True)
    if not click.confirm(say("members.compare-ask", lang), default=False, err=True):
        raise EvidenceError("card-unconfirmed")


def _agree(ctx: click.Context, question: str, refused: str, **facts: object) -> None:
    if not click.confirm(say(question, language(ctx), **facts), default=False, err=True):
        raise UsageError(refused)


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise EvidenceError("card-unreadable", name=path.name) from None


def _plain_card(made: Card) -> dict[str, object]:
    return {"device": made.device.id, "member_id": made.device.member, "fingerprint": made.fingerprint}


def _tell_member(ctx: click.Context, row: MemberRow) -> None:
    lang = language(ctx)
    kind = "own" if row.own else "partner" if row.partner else "member"
    click.echo(say(f"members.row-{kind}", lang, id=row.id, name=isolate(clean(row.name)) or "—"))
    for device in row.devices:
        click.echo(_device_line(ctx, device))


def _device_line(ctx: click.Context, row: DeviceRow) -> str:
    lang = language(ctx)
    if row.removed_at:
        return say("members.device-removed", lang, id=row.id, time=row.removed_at, by=row.removed_by)
    code = "members.device-own" if row.own else "members.device"
    line = say(code, lang, id=row.id, reads=_names(ctx, row.reads), entries=number(row.entries, lang))
    if row.reads_partly:
        line += say("members.reads-partly", lang, names=_names(ctx, row.reads_partly))
    if row.only_writes:
        line += say("members.only-writes", lang, names=_names(ctx, row.only_writes))
    return line


def _names(ctx: click.Context, names: tuple[str, ...]) -> str:
    return say("members.between", language(ctx)).join(isolate(name) for name in names) or "—"
