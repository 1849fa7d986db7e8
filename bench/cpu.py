"""CPU time of this process, its children and a PostgreSQL server: steadier than clocks on a wall."""

import os
import resource
import time
from pathlib import Path

from amends.dev.postgres import Server

_TICKS = os.sysconf("SC_CLK_TCK")


def own() -> float:
    """The CPU seconds of this process and of the children that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def of_server(server: Server) -> float:
    """The CPU seconds of a server's processes, those that have ended included; 0 off Linux."""
    postmaster = (server.folder / "cluster" / "postmaster.pid").read_text().split()[0]
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name of a process stands in brackets and may hold anything.
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if stat.parent.name == postmaster:
            ticks += sum(int(field) for field in fields[11:15])
        elif fields[1] == postmaster:
            ticks += sum(int(field) for field in fields[11:13])
    return ticks / _TICKS
