"""What a benchmark gives: our figure, the limit measured beside it, and every round."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Round:
    """One round: both were measured within it, one after the other."""

    figure: float
    limit: float

    @property
    def ratio(self) -> float:
        """How many times the limit our figure is."""
        return self.figure / self.limit if self.limit else 0.0


@dataclass(frozen=True)
class Result:
    """A measured claim. Figures are per second; `aim` is what the ratio should be at least."""

    name: str
    unit: str
    against: str
    aim: float
    rounds: tuple[Round, ...]
    notes: tuple[str, ...] = ()

    @property
    def figure(self) -> float:
        """The median of our figures."""
        return median(each.figure for each in self.rounds)

    @property
    def limit(self) -> float:
        """The median of the limits."""
        return median(each.limit for each in self.rounds)

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios."""
        return median(each.ratio for each in self.rounds)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "name": self.name,
            "unit": self.unit,
            "figure": self.figure,
            "limit": self.limit,
            "against": self.against,
            "ratio": self.ratio,
            "aim": self.aim,
            "rounds": [{**asdict(each), "ratio": each.ratio} for each in self.rounds],
            "notes": list(self.notes),
        }

    def as_text(self) -> str:
        """For people."""
        lines = [f"{self.name}: {self.figure:,.0f} {self.unit}"]
        lines += [
            f"  limit  {self.limit:,.0f} {self.unit} ({self.against})",
            f"  ratio  {self.ratio:.2f} (aim {self.aim})",
        ]
        lines += [
            f"  round {n}  {each.figure:>10,.0f}  {each.limit:>10,.0f}  {each.ratio:.2f}"
            for n, each in enumerate(self.rounds, 1)
        ]
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])


def show(results: Sequence[Result], as_json: bool) -> str:
    """The results as a table, or as JSON."""
    import json

    if as_json:
        return json.dumps([result.as_json() for result in results], indent=2)
    return "\n\n".join(result.as_text() for result in results)
