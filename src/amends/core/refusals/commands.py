"""Refusals of any command: who gives it, about what, with which arguments; and the engine's own."""

from typing import ClassVar, Literal

from amends.core.details import At, Move, Place
from amends.core.faults import Fault
from amends.core.grounds import StageName
from amends.core.people import Role
from amends.core.refusals import Refusal
from amends.core.value import value


@value
class UnknownOrder(Refusal):
    code: ClassVar[str] = "unknown_order"


@value
class NotYourRole(Refusal):
    code: ClassVar[str] = "not_your_role"
    role: Role
    roles: tuple[Role, ...]


@value
class UnknownDispute(Refusal):
    code: ClassVar[str] = "unknown_dispute"
    dispute: int  # 0: none was named
    disputes: tuple[int, ...]


@value
class WhichDispute(Refusal):
    code: ClassVar[str] = "which_dispute"
    disputes: tuple[int, ...]


@value
class NotInThisStage(Refusal):
    code: ClassVar[str] = "not_in_this_stage"
    later: ClassVar[bool] = True
    role: Role
    stage: StageName
    moves: tuple[Move, ...]  # what this actor can do now


@value
class BadArgument(Refusal):
    """An argument that cannot be meant."""

    code: ClassVar[str] = "bad_argument"
    field: Place  # such as `lines.kettle`; empty where it is no single one
    fault: Fault


@value
class BadAmount(Refusal):
    code: ClassVar[str] = "bad_amount"
    field: Place
    fault: Fault


@value
class FrozenByBank(Refusal):
    code: ClassVar[str] = "frozen_by_bank"
    later: ClassVar[bool] = True


@value
class PutAside(Refusal):
    """The order could not be worked on; the operator has been told."""

    code: ClassVar[str] = "put_aside"
    later: ClassVar[bool] = True


@value
class KeyReused(Refusal):
    code: ClassVar[str] = "key_reused"


@value
class OrderNumberUsed(Refusal):
    code: ClassVar[str] = "order_number_used"


@value
class NotYetErasable(Refusal):
    """A person's texts that may still be needed to decide."""

    code: ClassVar[str] = "not_yet_erasable"
    later: ClassVar[bool] = True
    why: Literal["bank", "dispute", "appeal", "order", "protection"]
    dispute: int = 0  # with `dispute`: which
    earliest: At | None = None
