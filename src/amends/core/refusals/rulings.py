"""Refusals about ruling, returns, new goods, promises and appeals."""

from typing import ClassVar, Literal

from amends.core.details import At
from amends.core.dispute import Awaited
from amends.core.grounds import Bearer, Remedy
from amends.core.money import Money
from amends.core.refusals import Refusal
from amends.core.value import value


@value
class RaisedAlready(Refusal):
    code: ClassVar[str] = "raised_already"


@value
class NothingRaised(Refusal):
    code: ClassVar[str] = "nothing_raised"


@value
class WithdrawnAlready(Refusal):
    code: ClassVar[str] = "withdrawn_already"


@value
class NotTheArbitrator(Refusal):
    code: ClassVar[str] = "not_the_arbitrator"
    why: Literal["ruled_it", "decided_before"]


@value
class ProposalStands(Refusal):
    code: ClassVar[str] = "proposal_stands"
    later: ClassVar[bool] = True
    due: At


@value
class RulingPending(Refusal):
    code: ClassVar[str] = "ruling_pending"
    later: ClassVar[bool] = True


@value
class NoPendingRuling(Refusal):
    code: ClassVar[str] = "no_pending_ruling"
    later: ClassVar[bool] = True


@value
class ReasonsNeeded(Refusal):
    code: ClassVar[str] = "reasons_needed"


@value
class LiableNeeded(Refusal):
    code: ClassVar[str] = "liable_needed"


@value
class LiableNotNeeded(Refusal):
    code: ClassVar[str] = "liable_not_needed"


@value
class SharesDoNotSum(Refusal):
    code: ClassVar[str] = "shares_do_not_sum"
    bearers: tuple[Bearer, ...]


@value
class CarrierNotPlatforms(Refusal):
    code: ClassVar[str] = "carrier_not_platforms"


@value
class RemedyNotForRuling(Refusal):
    code: ClassVar[str] = "remedy_not_for_ruling"
    remedy: Remedy
    choices: tuple[Remedy, ...]


@value
class AddressNeeded(Refusal):
    code: ClassVar[str] = "address_needed"


@value
class WaybillNeeded(Refusal):
    code: ClassVar[str] = "waybill_needed"


@value
class WaybillMismatch(Refusal):
    code: ClassVar[str] = "waybill_mismatch"


@value
class AddressElsewhere(Refusal):
    code: ClassVar[str] = "address_elsewhere"
    country: str
    countries: tuple[str, ...]


@value
class AddressesUsed(Refusal):
    code: ClassVar[str] = "addresses_used"


@value
class WrongStep(Refusal):
    code: ClassVar[str] = "wrong_step"
    later: ClassVar[bool] = True
    step: Awaited  # the command that is awaited now


@value
class RaisedNotPossibleTwice(Refusal):
    code: ClassVar[str] = "raised_not_possible_twice"


@value
class NoPromise(Refusal):
    code: ClassVar[str] = "no_promise"


@value
class NotAppealable(Refusal):
    code: ClassVar[str] = "not_appealable"
    why: Literal["settled", "final", "later_dispute", "ruled"]


@value
class AppealTooLate(Refusal):
    code: ClassVar[str] = "appeal_too_late"
    until: At


@value
class AppealedAlready(Refusal):
    code: ClassVar[str] = "appealed_already"


@value
class AppealUnanswered(Refusal):
    code: ClassVar[str] = "appeal_unanswered"
    later: ClassVar[bool] = True
    due: At


@value
class NothingToRepay(Refusal):
    code: ClassVar[str] = "nothing_to_repay"
    most: Money


@value
class ProtectionClosed(Refusal):
    code: ClassVar[str] = "protection_closed"
