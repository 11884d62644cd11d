"""The door of the command line: which commands there are, and how an error ends."""

from __future__ import annotations

import os
import sys
from typing import Final, NoReturn

import click

from govah.cli.dumping import leave_no_dump
from govah.cli.lazily import Lazily
from govah.errors import GovahError
from govah.words import say

COMMANDS: Final = {
    "init": "govah.cli.vault:init",
    "capture": "govah.cli.capture:capture",
    "documents": "govah.cli.capture:documents",
    "read": "govah.cli.read:read",
    "review": "govah.cli.review:review",
    "persons": "govah.cli.case:persons",
    "case": "govah.cli.case:case",
    "search": "govah.cli.search:search",
    "statements": "govah.cli.statements:statements",
    "weigh": "govah.cli.weigh:weigh",
    "grade": "govah.cli.grade:grade",
    "find": "govah.cli.find:find",
    "check": "govah.cli.case:check",
    "watch": "govah.cli.watch:watch",
    "list": "govah.cli.lists:list_",
    "export": "govah.cli.export:export",
    "consent": "govah.cli.consent:consent",
    "publish": "govah.cli.publish:publish",
    "sync": "govah.cli.sync:sync",
    "verify": "govah.cli.vault:verify",
    "prove": "govah.cli.vault:prove",
    "custody": "govah.cli.custody:custody",
    "stamp": "govah.cli.stamp:stamp",
    "journal": "govah.cli.journal:journal",
    "members": "govah.cli.members:members",
    "passphrase": "govah.cli.changing:passphrase",
    "erase": "govah.cli.erase:erase",
    "count": "govah.cli.count:count",
    "estimate": "govah.cli.estimate:estimate",
    "link": "govah.cli.link:link",
    "names": "govah.cli.names:names",
    "words": "govah.cli.words:words",
    "dates": "govah.cli.dates:dates",
    "workbench": "govah.cli.workbench:workbench",
    "doctor": "govah.cli.doctor:doctor",
    "demo": "govah.cli.demo:demo",
}
"""Each command and where it lives; a module is imported only when its command runs."""
EXTRAS: Final = {
    "numpy": "estimate", "scipy": "estimate", "numba": "estimate", "altair": "estimate", "vl_convert": "estimate",
    "duckdb": "link", "splink": "link", "pyarrow": "link",
    "jinja2": "workbench", "starlette": "workbench", "uvicorn": "workbench", "python_multipart": "workbench",
    "multipart": "workbench", "opentimestamps": "stamp", "rfc3161_client": "stamp",
}  # fmt: skip
"""Which part of an install a library belongs to, where it is not of the base."""


class Door(Lazily):
    """The commands, listed without importing any, in the language asked for."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Opens with what Govah is, in the language asked for."""
        if _language() == "en":
            super().format_help_text(ctx, formatter)
        else:
            formatter.write_paragraph()
            formatter.write_text(say("cli.about", _language()))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Writes the list without importing anything."""
        lang = _language()
        with formatter.section(say("cli.commands", lang)):
            formatter.write_dl([(name, say(f"cli.{name}", lang)) for name in COMMANDS])


@click.group(cls=Door, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="govah")
@click.option("--vault", envvar="GOVAH_VAULT", metavar="DIR", help="The vault to work in (or GOVAH_VAULT).")
@click.option("--key-file", envvar="GOVAH_KEY_FILE", metavar="FILE", help="Its key file, if it has one (or GOVAH_KEY_FILE).")
@click.option("--lang", envvar="GOVAH_LANG", type=click.Choice(["en", "fa"]), default="en", help="Language of what is printed.")
@click.pass_context
def govah(ctx: click.Context, vault: str | None, key_file: str | None, lang: str) -> None:
    """Keep the case desk of a human-rights monitor: evidence in, case files out.

    \b
    Example:
      govah read report.html
    """
    ctx.obj = {"vault": vault, "key_file": key_file, "lang": lang}


def main() -> None:
    """Runs the command line; an error of ours ends in one line and its exit code."""
    leave_no_dump()
    try:
        govah.main(standalone_mode=False)
    except GovahError as error:
        click.echo(f"govah: {say(error.code, _language(), **error.facts)}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        click.echo(f"govah: {error.format_message()}", err=True)
        sys.exit(error.exit_code)
    except ModuleNotFoundError as missing:
        extra = EXTRAS.get((missing.name or "").partition(".")[0])
        if extra is None:
            _give_up(missing)
        click.echo(f"govah: {say('extra-missing', _language(), extra=extra)}", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - the door: a traceback could show a person's name
        _give_up(error)


def _give_up(error: BaseException) -> NoReturn:
    """Ends on a fault of our own, in one line that tells where it came up."""
    if os.environ.get("GOVAH_TRACEBACK") == "1":
        raise error
    click.echo(f"govah: {say('govah-itself-failed', _language(), kind=type(error).__name__, place=_place(error))}", err=True)
    sys.exit(70)


def _place(error: BaseException) -> str:
    """Gives the file and line of our own code where an error came up; never what it was about."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        place = f"{name}:{trace.tb_lineno}" if name.startswith("govah.") else place
        trace = trace.tb_next
    return place


def _language() -> str:
    arguments = sys.argv
    if "--lang" in arguments[:-1]:
        return "fa" if arguments[arguments.index("--lang") + 1] == "fa" else "en"
    return "fa" if os.environ.get("GOVAH_LANG") == "fa" else "en"
