"""Where a server can listen, found out before anything is made."""

import os
import socket

from amends.cli.trouble import TroubleError

FIRST, LAST = 8000, 8020


def must_be_free(host: str, port: int) -> None:
    """`TroubleError` where nothing can listen at this address."""
    problem = _problem(host, port)
    if problem is not None:
        raise TroubleError(
            f"Nothing can listen at {host}:{port}: {problem}.",
            "Name another address with --host and --port, or end what listens there.",
        )


def free_port(host: str) -> int:
    """8000, or the next one at which nobody listens."""
    for port in range(FIRST, LAST):
        if _problem(host, port) is None:
            return port
    must_be_free(host, LAST)
    return LAST


def _problem(host: str, port: int) -> str | None:
    try:
        with socket.create_server((host, port), reuse_port=False):
            return None
    except OSError as error:
        return os.strerror(error.errno or 0).lower()
