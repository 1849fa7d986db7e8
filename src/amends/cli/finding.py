"""Which order a person means: by its id, the shop's number, or a beginning that only one has."""

from amends.app.errors import NoSuchOrderError
from amends.cli.trouble import TroubleError
from amends.engine.engine import Engine

_SHOWN = 5
_LONGEST = 200


def order_meant(engine: Engine, name: str) -> str:
    """The id of the order; `NoSuchOrderError` when there is none, `TroubleError` when more than one."""
    found = engine.find(name) or (_beginning(engine, name) if 0 < len(name) <= _LONGEST else [])
    if not found:
        raise NoSuchOrderError
    if len(found) > 1:
        some = ", ".join(found[:_SHOWN])
        more = ", …" if len(found) > _SHOWN else ""
        raise TroubleError(
            f"More than one order is meant by {name[:60]!r}.", f"Name one by its id: {some}{more}."
        )
    return found[0]


def _beginning(engine: Engine, name: str) -> list[str]:
    """Orders whose id or number begins so; what `LIKE` would take for more is taken as it is."""
    plain = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = engine.store.select(
        "SELECT order_id FROM order_number"
        " WHERE number LIKE ? ESCAPE '\\' OR CAST(order_id AS TEXT) LIKE ? ESCAPE '\\'"
        " ORDER BY order_id LIMIT 6",
        (f"{plain}%", f"{plain}%"),
    )
    return [row[0] for row in rows]
