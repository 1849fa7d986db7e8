"""The engine: what doors and workers hold in their hands."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from urllib.parse import unquote

from uuid_utils import uuid7

from amends.config import DATABASE_NAME
from amends.core.moments import Instant
from amends.core.people import Role
from amends.core.policy import Policy
from amends.core.refusals import Refusal
from amends.core.refusals.commands import PutAside, UnknownOrder
from amends.engine.accounts import Accounts
from amends.engine.aside import aside_row
from amends.engine.audit import Audit, audit
from amends.engine.clock import Clock, SystemClock
from amends.engine.envelope import Answer, Envelope
from amends.engine.erase import Erased, erase
from amends.engine.errors import (
    DatabaseBusyError,
    DatabaseGoneError,
    DatabaseRefusedError,
    WrongAddressError,
)  # fmt: skip
from amends.engine.execute import execute
from amends.engine.policies import Policies
from amends.engine.projection import SHAPE
from amends.engine.reads import Reads
from amends.engine.rebuild import Rebuilt, mend, rebuild
from amends.engine.seal import NewSalt, random_salt
from amends.engine.snapshot import read_order
from amends.engine.store.base import Store, Writes
from amends.engine.store.sqlite import SqliteStore
from amends.engine.sweep import Swept, wake
from amends.engine.switches import PolicySwitch, switches, take_back, write_switch
from amends.engine.work import Failure
from amends.engine.writer import Writer, stopping
from amends.policies import DEFAULT, Loaded

# A statement takes only so many parameters; more envelopes than this become several transactions.
LARGEST = 5000
# After these pauses a batch is tried again when the database went away or was busy.
PAUSES = (0.0, 0.1, 0.5, 1.5)


class Engine(Reads):
    """Everything that is written is written by `execute`; `sweep` is the same door for silence."""

    def __init__(
        self,
        store: Store,
        clock: Clock | None = None,
        *,
        policy: str = DEFAULT,
        ids: Callable[[], str] = lambda: str(uuid7()),
        salts: NewSalt = random_salt,
    ) -> None:
        self.store = store
        self.clock = clock or SystemClock()
        self.policies = Policies(policy)
        self.accounts = Accounts(store, self.now, self.policy)
        self._ids = ids
        self._salts = salts
        self._writer: Writer | None = None
        self._closed = False
        self._starting = threading.Lock()

    def execute(self, batch: Sequence[Envelope]) -> list[Answer]:
        """Carry out a batch in one transaction and answer each envelope, in their order.

        A batch that the database refuses is halved; an order that it refuses alone is put aside.
        Raises `EngineError` when the database cannot be used: then nothing was acknowledged, and
        the same envelopes with the same keys may be sent again.
        """
        if not batch:
            return []
        if len(batch) > LARGEST:
            return self.execute(batch[:LARGEST]) + self.execute(batch[LARGEST:])
        try:
            return self._patiently(lambda: self._once(batch))
        except DatabaseRefusedError as error:
            if len(batch) == 1:
                return [self._put_aside(batch[0], error)]
            middle = len(batch) // 2
            return self.execute(batch[:middle]) + self.execute(batch[middle:])

    def submit(self, envelope: Envelope) -> Future[Answer]:
        """Hand an envelope to the writer, which gathers what waits; the answer comes in a while.

        Raises `StoppedError` once the engine is being closed.
        """
        with self._starting:
            if self._closed:
                raise stopping()
            if self._writer is None:
                self._writer = Writer(self.execute)
        return self._writer.submit(envelope)

    def sweep(self, limit: int = 500, now: Instant | None = None) -> Swept:
        """Wake up to `limit` orders whose deadline has fallen; call again while there are more.

        With the system's clock the database's clock decides; `now` is for imports and tests.
        """
        try:
            return self._patiently(lambda: self._sweep_once(limit, now))
        except DatabaseRefusedError as error:
            if limit == 1:
                return self._put_due_aside(now, error)
            return self.sweep(max(1, limit // 2), now)

    def adopt(self, loaded: Loaded) -> Policy:
        """Make a policy available to new orders; see `amends.policies.load`."""
        return self.policies.adopt(loaded, self.store.select)

    def policy(self, reference: str) -> Policy:
        """The policy that orders pin under this reference."""
        return self.policies.get(reference, self.store.select)

    def switch_policy(self, name: str, since: Instant, by: str) -> PolicySwitch | Refusal:
        """Let new orders that name no policy pin this one from an instant on.

        `name` is a built-in name or an adopted reference, `by` who decides it. What is less than a
        minute ahead is refused; `UnknownPolicyError` for what nobody adopted. Orders placed before
        keep theirs, whenever they are read.
        """
        reference = self.policies.for_order(name, self.store.select).reference
        loaded = self.policies.loaded(reference)
        now = self.now()
        refused = write_switch(self.store, loaded, reference, since, by, now)
        return refused or PolicySwitch(since=since, reference=reference, by=by, at=now)

    def take_back_switch(self, since: Instant) -> bool:
        """Take back the switch of an instant that has not come; whether there was one."""
        return take_back(self.store, since, self.now())

    def policy_switches(self) -> list[PolicySwitch]:
        """Every switch of the policy of new orders, the earliest first."""
        return switches(self.store.select)

    def try_again(self, order_id: str) -> bool:
        """Try now what put an order aside, after folding its log anew; whether it goes on.

        An order that raises again stays aside, and waits twice as long as before.
        """
        if self.put_aside(order_id) is None:
            return True
        mend(self.store, order_id)
        self._try_again(order_id)
        return self.put_aside(order_id) is None

    def erase(self, order_id: str, role: Role) -> Erased | Refusal:
        """Erase what one role wrote on an order, or refuse with the date from which it is possible.

        A buyer's texts go with the postcode and the numbers of the parcels; see `engine.erase`.
        """
        with self.store.transaction() as transaction:
            transaction.lock([order_id])
            received, held = transaction.held([order_id])
            if not held:
                return UnknownOrder()
            order = read_order(order_id, held[0].state)
            policy = self.policies.get(order.policy, transaction.select)
            now = max(self.clock.now(received, None), order.last_at)
            return erase(transaction, order, role, policy, now)

    def audit(self, tell: Callable[[int], None] = lambda orders: None) -> Audit:
        """Check every invariant on every order; see `engine.audit`."""
        return audit(self.store, self.policy, tell)

    def rebuild(
        self, tell: Callable[[int], None] = lambda orders: None, *, write: bool = True
    ) -> Rebuilt:
        """Fold every log again and compare; see `engine.rebuild`."""
        return rebuild(self.store, tell, write=write, mended=self._try_again)

    def close(self) -> None:
        """Finish what was submitted, then close the database."""
        with self._starting:
            self._closed = True
            writer, self._writer = self._writer, None
        if writer is not None:
            writer.stop()
        self.store.close()

    def _once(self, batch: Sequence[Envelope]) -> list[Answer]:
        with self.store.transaction() as transaction:
            answers, writes = execute(
                transaction, batch, self.clock, self.policies, self._ids, self._salts
            )
        self.policies.written(writes)
        return answers

    def _sweep_once(self, limit: int, now: Instant | None) -> Swept:
        writes = Writes()
        with self.store.transaction() as transaction:
            instant, held = transaction.claim(limit, self._sweeps_at(now), SHAPE)
            wake(transaction, held, self.policies, instant, writes)
            if writes:
                transaction.write(writes)
        return Swept(
            orders=len(held),
            events=len(writes.events),
            aside=len(writes.aside),
            more=len(held) == limit,
        )

    def _sweeps_at(self, now: Instant | None) -> Instant | None:
        """The instant of a sweep; none where the database's clock decides."""
        if now is not None or isinstance(self.clock, SystemClock):
            return now
        return self.clock.now(0, None)

    def _try_again(self, order_id: str) -> None:
        """Let an order go on that was put aside and has been mended; the time since did not count."""
        writes = Writes()
        with self.store.transaction() as transaction:
            transaction.lock([order_id])
            received, held = transaction.held([order_id])
            aside = [each._replace(next_try=None) for each in held if each.since is not None]
            wake(transaction, aside, self.policies, self.clock.now(received, None), writes)
            if writes:
                transaction.write(writes)

    def _put_due_aside(self, now: Instant | None, error: Exception) -> Swept:
        writes = Writes()
        with self.store.transaction() as transaction:
            instant, held = transaction.claim(1, self._sweeps_at(now), SHAPE)
            writes.aside = [aside_row(each, Failure(error, "sweep", instant)) for each in held]
            transaction.write(writes)
        return Swept(orders=len(held), aside=len(held), more=bool(held))

    def _put_aside(self, envelope: Envelope, error: Exception) -> Answer:
        order_id = envelope.order_id
        if order_id is not None:
            with self.store.transaction() as transaction:
                transaction.lock([order_id])
                received, held = transaction.held([order_id])
                at = self.clock.now(received, envelope.seen_at)
                failure = Failure(error, type(envelope.command).__name__, at)
                transaction.write(Writes(aside=[aside_row(each, failure) for each in held]))
        return PutAside()

    def _patiently[T](self, attempt: Callable[[], T]) -> T:
        """Try again for a while when the database has gone or is busy.

        After a lost answer to COMMIT nobody knows whether it happened. The keys do: what was
        written is found and answered as it was the first time.
        """
        for pause in PAUSES:
            try:
                return attempt()
            except (DatabaseGoneError, DatabaseBusyError):
                time.sleep(pause)
        return attempt()


def open_engine(
    where: str | Path,
    clock: Clock | None = None,
    *,
    policy: str = DEFAULT,
    create: bool = False,
) -> Engine:
    """An engine on a database: its address, or as a path the home with the SQLite file in it.

    `policy` is what new orders pin unless their envelope says otherwise. `create` makes the tables
    of a database that is thrown away later; `amends init` makes those that stay. Raises
    `MissingSchemaError`, `NewerSchemaError` or `OlderSchemaError` when the tables do not fit.
    """
    store = open_store(where)
    try:
        if create:
            store.create()
        store.check()
    except BaseException:
        store.close()
        raise
    return Engine(store, clock, policy=policy)


def open_store(where: str | Path) -> Store:
    """The store of an address; `WrongAddressError` for one that names no database."""
    if isinstance(where, Path):
        return SqliteStore(where / DATABASE_NAME)
    scheme, mark, rest = where.partition("://")
    if mark and scheme in ("postgres", "postgresql"):
        # Importing psycopg takes longer than most commands on SQLite, which never needs it.
        from amends.engine.store.postgres import PostgresStore

        return PostgresStore(f"postgresql://{rest}")
    if mark and scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return SqliteStore(Path(unquote(rest[1:])))
    raise WrongAddressError(
        f"{scheme}:// is no database that Amends knows." if mark else f"{where!r} is no address.",
        "Write sqlite:///file or postgresql://user@host/name.",
    )
