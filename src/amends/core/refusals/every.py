"""Every refusal and every fault of an argument, by code."""

from types import ModuleType

from amends.core import faults
from amends.core.faults import Fault
from amends.core.refusals import Refusal, commands, disputes, orders, rulings


def _of[T](family: ModuleType, base: type[T]) -> list[type[T]]:
    return [
        each
        for each in vars(family).values()
        if isinstance(each, type) and issubclass(each, base) and each.__module__ == family.__name__
    ]


REFUSALS: dict[str, type[Refusal]] = {
    each.code: each
    for family in (commands, orders, disputes, rulings)
    for each in _of(family, Refusal)
}
FAULTS: dict[str, type[Fault]] = {
    each.code: each for each in _of(faults, Fault) if each is not Fault
}
