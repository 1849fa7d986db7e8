"""What a benchmark gives: a figure, its limit measured in the same run, and every round."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True)
class Round:
    """One round: the figure and its limit, measured one right after the other."""

    figure: float
    limit: float


@dataclass(frozen=True)
class Result:
    """The medians over all rounds. `ratio` is figure ÷ limit, by round; more is better.

    `aim` is the ratio that is aimed at; `unit` says what figure and limit are counted in.
    """

    name: str
    unit: str
    figure: float
    limit: float
    ratio: float
    aim: float
    rounds: tuple[Round, ...]
    note: str = ""

    def as_json(self) -> dict[str, object]:
        """Plain values for programs."""
        return asdict(self)


def result(
    name: str, unit: str, rounds: Sequence[Round], aim: float, note: str = ""
) -> Result:
    """The result of rounds that were run interleaved."""
    return Result(
        name=name,
        unit=unit,
        figure=median(r.figure for r in rounds),
        limit=median(r.limit for r in rounds),
        ratio=median(r.figure / r.limit for r in rounds),
        aim=aim,
        rounds=tuple(rounds),
        note=note,
    )
