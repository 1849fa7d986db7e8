"""On which line each key of a TOML text stands, since the standard library's reader forgets it.

The text has already been read as valid TOML, so this only has to find its way, not to judge.
"""

import re
import tomllib

from amends.policies.problems import Place

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")|' r"'''.*?'{3,5}(?!')|" r'"(?:[^"\\\n]|\\.)*"|' r"'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def positions(text: str) -> dict[Place, int]:
    """The line (from 1) of every table, key and list element of valid TOML."""
    return _Finder(text).run()


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.counted = 0
        self.lines: dict[Place, int] = {}
        self.tables: dict[Place, int] = {}  # arrays of tables: how many so far

    def run(self) -> dict[Place, int]:
        table: Place = ()
        self.space()
        while self.at < len(self.text):
            if self.text.startswith("[", self.at):
                table = self.header()
            else:
                self.pair(table)
            self.space()
        return self.lines

    def space(self) -> None:
        """Skip blanks, line ends and comments."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def note(self, place: Place) -> None:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        self.lines.setdefault(place, self.line)

    def header(self) -> Place:
        repeated = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if repeated else 1
        *parents, last = self.key()
        end, self.at = self.at, start
        place: Place = ()
        for part in parents:
            place = (*place, part)
            self.note(place)
            place = self.latest(place)
        place = (*place, last)
        if repeated:
            self.tables[place] = self.tables.get(place, 0) + 1
        self.note(place)
        place = self.latest(place)
        self.note(place)
        self.at = end + (2 if repeated else 1)
        return place

    def latest(self, place: Place) -> Place:
        """The newest element where `place` is an array of tables."""
        return (*place, self.tables[place] - 1) if place in self.tables else place

    def key(self) -> list[str]:
        """Read a key, which may have dots and quotes."""
        parts: list[str] = []
        while True:
            self.space()
            bare = _BARE.match(self.text, self.at)
            if bare:
                parts.append(bare[0])
                self.at = bare.end()
            else:
                quoted = self.token(_TEXT)
                parts.append(tomllib.loads(f"key = {quoted}")["key"])
            self.space()
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def pair(self, table: Place) -> None:
        start = self.at
        parts = self.key()
        end, self.at = self.at, start
        for depth in range(1, len(parts) + 1):
            self.note((*table, *parts[:depth]))
        self.at = end + 1  # the equals sign
        self.content((*table, *parts))

    def content(self, place: Place) -> None:
        self.space()
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            self.many(place, "]")
        elif opening == "{":
            self.many(place, "}")
        elif opening in ('"', "'"):
            self.token(_TEXT)
        else:
            self.token(_SCALAR)

    def many(self, place: Place, closing: str) -> None:
        """Read the elements of a list or the pairs of an inline table."""
        self.at += 1
        index = 0
        self.space()
        while not self.text.startswith(closing, self.at):
            if closing == "]":
                self.note((*place, index))
                self.content((*place, index))
            else:
                self.pair(place)
            index += 1
            self.space()
            if self.text.startswith(",", self.at):
                self.at += 1
                self.space()
        self.at += 1

    def token(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError("not TOML")
        self.at = match.end()
        return match[0]
