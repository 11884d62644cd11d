"""Serving: one process on the loopback, for one browser; it ends by itself when nobody is left."""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn

from govah.desk.review.sitting import LOCK_AFTER, Sitting
from govah.errors import UsageError
from govah.vault import Secret
from govah.workbench.app import make_app
from govah.workbench.look import Look
from govah.workbench.session import Session

HOST: Final = "127.0.0.1"
SILENT: Final = 30 * 60.0
"""Seconds without any request, the open pages' own included, after which the server ends."""
_LOOK: Final = 2.0


@dataclass(frozen=True, slots=True)
class Serving:
    """What to serve, and how."""

    path: Path
    port: int = 0
    lock_after: float = LOCK_AFTER
    silent: float = SILENT
    lang: str = "en"
    browser: bool = True


def serve(plan: Serving, secret: Secret | None, told: Callable[[str], None]) -> None:
    """Serves one vault until its page is closed, or nobody asks for anything any more.

    Args:
        plan: what to serve.
        secret: opens the vault at once where it is given; else the first page asks for it.
        told: is given the address that binds a browser.
    """
    session = Session(Sitting(plan.path, lock_after=plan.lock_after))
    if secret is not None:
        session.sitting.unlock(secret)
    with _listening(plan.port) as sock:
        port = sock.getsockname()[1]
        app = make_app(session, {f"{HOST}:{port}", f"localhost:{port}"}, look=Look(plan.lang))
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, server_header=False, lifespan="off", timeout_graceful_shutdown=5
        )
        server = uvicorn.Server(config)

        def stop() -> None:
            server.should_exit = True

        session.stop = stop
        address = f"http://{HOST}:{port}/open/{session.token}"
        told(address)
        if plan.browser:
            webbrowser.open(address)
        try:
            asyncio.run(_run(server, sock, session, plan.silent))
        finally:
            session.lock()


async def _run(server: uvicorn.Server, sock: socket.socket, session: Session, silent: float) -> None:
    watching = asyncio.create_task(_watch(server, session, silent))
    try:
        await server.serve(sockets=[sock])
    finally:
        watching.cancel()


async def _watch(server: uvicorn.Server, session: Session, silent: float) -> None:
    while not server.should_exit:
        await asyncio.sleep(_LOOK)
        if await asyncio.to_thread(session.sitting.lock_if_idle):
            session.kept.clear()
        if session.silence > silent:
            server.should_exit = True


def _listening(port: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.bind((HOST, port))
        sock.listen()
    except OSError:
        sock.close()
        raise UsageError("workbench-port", port=port) from None
    return sock
