"""Which commands are decided by balances and other rulings; the engine looks up those alone."""

from amends.core.commands import Command
from amends.core.commands.confirm_return import ConfirmReturn
from amends.core.commands.confirm_ruling import ConfirmRuling
from amends.core.commands.decide_appeal import DecideAppeal
from amends.core.commands.issue_ruling import IssueRuling

# What an advance after a ruling is reckoned from (safeguards.md 22).
_COVER = frozenset(("seller_has", "seller_advanced"))
_RULING = _COVER | {"at_stake_before"}

# Fields of `Known`, by command.
NEEDS: dict[type[Command], frozenset[str]] = {
    IssueRuling: _RULING,
    ConfirmRuling: _RULING | {"buyer_has"},
    ConfirmReturn: _COVER,
    DecideAppeal: _RULING | {"buyer_has"},
}
