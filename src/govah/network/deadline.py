"""A deadline that holds: at its end the connection is shut, whatever a server that drips bytes may do."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import Any, Self


class Watch:
    """Rings at the deadline and hangs up, so that a server that sends a byte now and then ends too."""

    def __init__(self, pool: Any, deadline: float) -> None:
        self.rang = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._ring)
        self._timer.daemon = True
        pool.ConnectionCls = _watched(pool.ConnectionCls, self._sockets)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        for one in self._sockets:
            with contextlib.suppress(OSError, ValueError):
                one.shutdown(socket.SHUT_RDWR)


def _watched(kind: Any, sockets: list[socket.socket]) -> Any:
    """Gives a kind of connection that tells which sockets it opened."""

    class Watched(kind):  # type: ignore[misc]
        """A connection whose sockets can be shut from outside."""

        def _new_conn(self) -> Any:
            made = super()._new_conn()
            sockets.append(made)
            return made

        def connect(self) -> None:
            """Connects, and tells the socket that speaks TLS where there is one."""
            super().connect()
            if isinstance(self.sock, socket.socket):
                sockets.append(self.sock)

    return Watched
