"""Which commands need facts from outside their order; the engine looks up those and no others."""

from amends.core.commands import Command
from amends.core.commands.confirm_ruling import ConfirmRuling
from amends.core.commands.decide_appeal import DecideAppeal
from amends.core.commands.give_return_address import GiveReturnAddress
from amends.core.commands.issue_ruling import IssueRuling
from amends.core.commands.place_order import PlaceOrder
from amends.core.commands.report_tracking import ReportTracking
from amends.core.commands.ship import Ship

_RULING = frozenset(("at_stake_before", "seller_has", "seller_advanced"))

# Fields of `Known`, by command.
NEEDS: dict[type[Command], frozenset[str]] = {
    PlaceOrder: frozenset(("order",)),
    Ship: frozenset(("check_digit",)),
    ReportTracking: frozenset(("elsewhere",)),
    IssueRuling: _RULING,
    ConfirmRuling: _RULING | {"buyer_has"},
    GiveReturnAddress: frozenset(("address_country",)),
    DecideAppeal: _RULING | {"buyer_has"},
}
