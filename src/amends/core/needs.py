"""Which commands need facts from outside their order; the engine looks up those and no others."""

from amends.core.commands import Command
from amends.core.commands.confirm_return import ConfirmReturn
from amends.core.commands.confirm_ruling import ConfirmRuling
from amends.core.commands.decide_appeal import DecideAppeal
from amends.core.commands.give_return_address import GiveReturnAddress
from amends.core.commands.issue_ruling import IssueRuling
from amends.core.commands.place_order import PlaceOrder
from amends.core.commands.report_tracking import ReportTracking
from amends.core.commands.ship import Ship

# What an advance after a ruling is reckoned from (safeguards.md 22).
_COVER = frozenset(("seller_has", "seller_advanced"))
_RULING = _COVER | {"at_stake_before"}

# Fields of `Known`, by command.
NEEDS: dict[type[Command], frozenset[str]] = {
    PlaceOrder: frozenset(("order",)),
    Ship: frozenset(("check_digit",)),
    ReportTracking: frozenset(("elsewhere",)),
    IssueRuling: _RULING,
    ConfirmRuling: _RULING | {"buyer_has"},
    GiveReturnAddress: frozenset(("address_country",)),
    ConfirmReturn: _COVER,
    DecideAppeal: _RULING | {"buyer_has"},
}
