"""Which order a person means: by its id, the shop's number, or a beginning that only one has."""

from amends.app.errors import NoSuchOrderError
from amends.cli.trouble import TroubleError
from amends.engine.engine import Engine

_SHOWN = 5
_LONGEST = 200


def order_meant(engine: Engine, name: str) -> str:
    """The id of the order; `NoSuchOrderError` when there is none, `TroubleError` when more than one."""
    found = engine.find(name)
    if not found and 0 < len(name) <= _LONGEST:
        found = engine.beginning_with(name, _SHOWN + 1)
    if not found:
        raise NoSuchOrderError
    if len(found) > 1:
        some = ", ".join(found[:_SHOWN])
        more = ", …" if len(found) > _SHOWN else ""
        raise TroubleError(
            f"More than one order is meant by {name[:60]!r}.", f"Name one by its id: {some}{more}."
        )
    return found[0]
