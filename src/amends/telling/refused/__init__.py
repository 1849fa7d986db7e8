"""What refusals say: one table, a row a code, a whole sentence each.

The names in braces are the details of the refusal, each written by its type. A page says what a
program cannot: it names no arguments, so where a row has words of its own `on_page`, those stand
there. Only what can stand on a page is translated, and marked with `N_`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What is so, and what can be done instead: for programs, and on pages where that differs."""

    sentence: str
    instead: str = ""
    on_page: str = ""
    instead_on_page: str = ""

    def all(self) -> "list[tuple[str, Row]]":
        """Itself alone."""
        return [("", self)]


@dataclass(frozen=True)
class By:
    """The row is chosen by a detail: by its code, or by `yes` and `no`, whether there is any."""

    detail: str
    rows: "dict[str, Row | By]"

    def all(self) -> list[tuple[str, Row]]:
        """Every row with what it is chosen by, such as `why = final`."""
        return [
            (", ".join(filter(None, (f"{self.detail} = {chosen}", further))), row)
            for chosen, each in self.rows.items()
            for further, row in each.all()
        ]


Rows = dict[str, Row | By]
