"""Where the goods go back to: an address, or the waybill where that is a duty (R1)."""

from amends.core.case import Case
from amends.core.clocks import Clock, find
from amends.core.commands.about import OfDispute
from amends.core.dispute import Replacement, Return
from amends.core.events import ReturnAddressGiven
from amends.core.refusals import Refusal
from amends.core.refusals.rulings import (
    AddressElsewhere,
    AddressesUsed,
    AddressNeeded,
    WaybillNeeded,
    WrongStep,
)
from amends.core.value import changed, private, value

# Corrections are taken until the goods are shipped, but not as a way to wear somebody down.
MOST_ADDRESSES = 20


@value
class GiveReturnAddress(OfDispute):
    """The address, with the country it lies in, and the waybill number where it is due."""

    address: str = private("seller", default="")
    country: str = ""
    waybill: str = private("parcel", default="")


def possible(case: Case) -> Refusal | None:
    """At the address step, and as a correction until the goods are shipped (readings.md 33)."""
    stage = case.dispute.stage
    assert isinstance(stage, Return | Replacement)
    if not isinstance(stage, Return) or stage.step == "receipt":
        return WrongStep(step=stage.awaits)
    if stage.addresses >= MOST_ADDRESSES:
        return AddressesUsed()
    return None


def decide(case: Case, command: GiveReturnAddress) -> Refusal | None:
    """Start the buyer's ten days; a new address starts them again, once (safeguards.md 12)."""
    order = case.order
    stage = case.dispute.stage
    assert isinstance(stage, Return)
    duty = case.policy.returns.waybill_countries
    if (order.ship_from in duty or order.seller_country in duty) and not command.waybill:
        return WaybillNeeded()
    if not command.address and not command.waybill:
        return AddressNeeded()
    countries = [c for c in (order.ship_from, order.ship_to, order.seller_country) if c]
    # What the seller says of the address, and what the address itself says.
    for country in (command.country, case.known.address_country):
        if country and country not in countries:
            return AddressElsewhere(country=country, countries=tuple(dict.fromkeys(countries)))
    due = case.due(case.policy.returns.ship_within)
    clock = Clock(kind="return_ship", since=case.now, due=due)
    old = find(case.dispute.clocks, "return_ship")
    if old is not None:
        again = stage.addresses == 1
        clock = changed(clock, since=old.since, due=due if again else old.due)
    case.record(
        ReturnAddressGiven(
            dispute=case.number,
            stage=changed(
                stage,
                step="ship",
                address=command.address,
                waybill=command.waybill,
                earlier_waybills=(*stage.earlier_waybills, stage.waybill)
                if stage.waybill
                else stage.earlier_waybills,
                addresses=stage.addresses + 1,
            ),
            clocks=(clock,),
        )
    )
    return None
