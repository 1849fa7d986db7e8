"""What a process must not leave behind: children, open files, temporary files."""

import os
from pathlib import Path


def children() -> set[int]:
    """The running children of this process that decode pictures."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            words = status.with_name("cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            continue
        if parent == os.getpid() and b"amends.uploads.child" in words:
            found.add(int(status.parent.name))
    return found


def open_files() -> int:
    """How many descriptors this process has."""
    return len(list(Path("/proc/self/fd").iterdir()))


def memory() -> int:
    """The bytes that this process has in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
