"""Read a policy file into a document and the lines of its keys, whatever the file holds."""

import re
import tomllib
from pathlib import Path
from typing import Any

from amends.core.value import value
from amends.policies.faults import (
    FileTooLarge,
    LineTooLong,
    NotToml,
    NotUtf8,
    TooDeep,
    Unreadable,
)
from amends.policies.positions import positions
from amends.policies.problems import Place, refused

# A long policy has a few hundred lines; larger files and lines are mistakes, or meant to be slow.
LARGEST = 256 * 1024
LONGEST_LINE = 1000

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@value
class Document:
    """What a file says: its bytes, its values, and the line of each."""

    file: str
    source: bytes
    content: dict[str, Any]
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest table around it; 1 when it is nowhere."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(path: Path) -> Document:
    """Read a file; raises `PolicyError` with one problem for what is no TOML of a sensible size."""
    file = str(path)
    try:
        with path.open("rb") as stream:
            source = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise refused(file, Unreadable(reason=str(reason))) from error
    return understand(file, source)


def understand(file: str, source: bytes) -> Document:
    """The document in `source`; raises as `read` does."""
    if len(source) > LARGEST:
        raise refused(file, FileTooLarge(kibibytes=LARGEST // 1024))
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise refused(file, NotUtf8(), line=line) from error
    for number, line_text in enumerate(text.split("\n"), start=1):
        if len(line_text) > LONGEST_LINE:
            raise refused(file, LineTooLong(characters=LONGEST_LINE), line=number)
    try:
        content = tomllib.loads(text)
        lines = positions(text)
    except RecursionError as error:
        raise refused(file, TooDeep()) from error
    except ValueError as error:
        message = str(error)
        match = _AT.search(message)
        last = text.count("\n") + 1
        number = int(match[1]) if match and match[1] else last
        what = _AT.sub("", message).rstrip(".")
        raise refused(file, NotToml(reason=what), line=number) from error
    return Document(file=file, source=source, content=content, lines=lines)
