"""What a simulation did and found."""

from collections import Counter
from dataclasses import dataclass, field

from amends.core.value import value


@value
class Waiting:
    """A dispute that silence does not end: whom it waits for."""

    order: str
    dispute: int
    waits_for: str


@dataclass
class Figures:
    """Counted while the marketplace runs and when it is over; `findings` is what must not be."""

    seed: int
    days: int
    orders: int = 0
    events: int = 0
    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    misdeeds: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    repeats: int = 0
    disputes: Counter[str] = field(default_factory=Counter)
    grounds: Counter[str] = field(default_factory=Counter)
    fallen: Counter[str] = field(default_factory=Counter)
    deaths: Counter[str] = field(default_factory=Counter)
    sweeps: int = 0
    policies: Counter[str] = field(default_factory=Counter)
    payouts: Counter[str] = field(default_factory=Counter)
    paid_out: Counter[tuple[str, str]] = field(default_factory=Counter)  # by seller and currency
    money: dict[str, dict[str, int]] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    checks: dict[str, int] = field(default_factory=dict)
    logs: dict[str, str] = field(default_factory=dict)
    log_hash: str = ""
    findings: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was found that must not be."""
        return not self.findings

    @property
    def commands(self) -> int:
        """Every command that was given, with the forbidden ones and the repeated ones."""
        return self.accepted.total() + self.refused.total() + self.misdeeds.total() + self.repeats

    def found(self, sentence: str) -> None:
        """Note something that must not be."""
        self.findings.append(sentence)
