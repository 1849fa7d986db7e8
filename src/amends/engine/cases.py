"""What a case file is made of, read in one consistent view (log/casefile.py)."""

from amends.engine.entries import entries_of
from amends.engine.errors import UnknownOrderError
from amends.engine.store.base import Store
from amends.log.casefile import Case, KeptText
from amends.log.chain import Head


def case_of(store: Store, order_id: str) -> Case:
    """The case of an order; `UnknownOrderError` where there is none."""
    with store.view() as select:
        rows = select("SELECT policy, version, hash FROM orders WHERE order_id = ?", (order_id,))
        if not rows:
            raise UnknownOrderError("There is no such order.", "Check its number.")
        policy, version, last = rows[0]
        bodies = select("SELECT body FROM policy WHERE reference = ?", (policy,))
        texts = select(
            "SELECT digest, scope, field, text FROM private_text WHERE order_id = ?"
            " ORDER BY digest",
            (order_id,),
        )
        salts = select(
            "SELECT scope, salt FROM salt WHERE order_id = ? AND salt IS NOT NULL ORDER BY scope",
            (order_id,),
        )
        entries = tuple(entries_of(select, order_id))
    return Case(
        order_id=order_id,
        policy=policy,
        policy_body=bodies[0][0].encode(),
        entries=entries,
        head=Head(position=version, hash=bytes(last)),
        texts=tuple(KeptText(digest=d, scope=s, field=f, text=t) for d, s, f, t in texts),
        salts=tuple((scope, bytes(salt)) for scope, salt in salts),
    )
