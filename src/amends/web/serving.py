"""The server: granian in front of Django, with the deadline worker inside."""

from granian.constants import Interfaces
from granian.server import Server

THREADS = 16


def serve(host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are finished."""
    Server(
        "amends.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
    ).serve()
