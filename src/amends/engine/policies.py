"""The policies that orders pin. A version that any order has used never changes (issue, item 2)."""

from hashlib import sha256

from amends.core.moments import Instant
from amends.core.policy import Policy
from amends.engine.errors import PolicyChangedError, UnknownPolicyError
from amends.engine.store.base import Row, Select, Writes
from amends.engine.store.tables import PolicyRow
from amends.policies import DEFAULT, KeptPolicyError, Loaded, builtin_names, from_body, load

_KEPT = "SELECT body, hash FROM policy WHERE reference = ?"


def policy_row(loaded: Loaded, now: Instant) -> PolicyRow:
    """The row by which a policy version is kept from now on."""
    return PolicyRow(
        reference=loaded.policy.reference, body=loaded.body.decode(),
        hash=bytes.fromhex(loaded.sha256), used_since=now,
    )  # fmt: skip


class Policies:
    """Policies by reference (`name@version`): those given, the built-in ones, and those kept."""

    def __init__(self, default: str = DEFAULT) -> None:
        self._default = default
        self._known: dict[str, Policy] = {}
        self._loaded: dict[str, Loaded] = {}
        self._current: dict[str, str] = {}
        self._kept: set[str] = set()
        self._looked_at: set[str] = set()

    def adopt(self, loaded: Loaded, select: Select) -> Policy:
        """Make a policy available to new orders, under its name and its reference.

        Raises `PolicyChangedError` when orders use that version with other contents.
        """
        policy = loaded.policy
        self._check(loaded, select)
        self._loaded[policy.reference] = loaded
        self._known[policy.reference] = policy
        self._current[policy.name] = policy.reference
        return policy

    @property
    def follows_switches(self) -> bool:
        """Whether orders without a policy of their own pin what was switched on.

        Not where this engine was opened with another default: whoever did has chosen.
        """
        return self._default == DEFAULT

    def for_order(self, name: str, select: Select, switched: str = "") -> Policy:
        """The policy that a new order pins: by reference, or the newest given under the name.

        Without a name it is the one `switched` on, if any is, and else the default.
        """
        if not name and switched:
            return self.get(switched, select)
        name = name or self._default
        reference = self._current.get(name, name)
        if reference not in self._loaded and name.partition("@")[0] in builtin_names():
            base, _, version = name.partition("@")
            here = load(base)
            if version and name != here.policy.reference:
                raise UnknownPolicyError(
                    name,
                    f"There is no policy {name}; write {here.policy.reference}.",
                    "Name another policy.",
                )
            return self.adopt(here, select)
        return self.get(reference, select)

    def loaded(self, reference: str) -> Loaded | None:
        """The policy as it was given or comes with Amends; none for one that is only kept."""
        return self._loaded.get(reference)

    def get(self, reference: str, select: Select) -> Policy:
        """The policy that an order has pinned, or `UnknownPolicyError`.

        `PolicyChangedError` when the kept one is not what its hash says; looked at once.
        """
        policy = self._known.get(reference)
        if policy is None or reference not in self._looked_at:
            rows = select(_KEPT, (reference,))
            if rows:
                self._look_at(reference, rows[0])
        if policy is None:
            if not rows:
                raise UnknownPolicyError(
                    reference,
                    f"There is no policy {reference}; name one of {', '.join(builtin_names())},"
                    " or one that was adopted, as name@version.",
                    "A file is adopted by `amends policy adopt FILE`.",
                )
            try:
                policy = self._known[reference] = from_body(rows[0][0].encode())
            except KeptPolicyError as error:
                raise UnknownPolicyError(
                    reference,
                    f"This release cannot read the policy {reference}: {error}.",
                    "Leave its orders to a newer release.",
                ) from error
            self._kept.add(reference)
        return policy

    def pin(self, policy: Policy, now: Instant, select: Select, writes: Writes) -> None:
        """Keep the policy of a new order with it, unless it is kept already."""
        reference = policy.reference
        if reference in self._kept or any(row.reference == reference for row in writes.policies):
            return
        loaded = self._loaded[reference]
        self._check(loaded, select)
        writes.policies.append(policy_row(loaded, now))

    def written(self, writes: Writes) -> None:
        """Remember what a committed batch has kept."""
        self._kept.update(row.reference for row in writes.policies)

    def _look_at(self, reference: str, row: Row) -> None:
        body, found = row
        if sha256(body.encode()).digest() != bytes(found):
            raise PolicyChangedError(
                reference,
                f"The policy {reference} that orders use is not what its hash says.",
                "Put its body back from a backup or a case file; `amends verify` looks again.",
            )
        self._looked_at.add(reference)

    def _check(self, loaded: Loaded, select: Select) -> None:
        reference = loaded.policy.reference
        rows = select(_KEPT, (reference,))
        if rows:
            self._look_at(reference, rows[0])
        if rows and rows[0][1].hex() != loaded.sha256:
            raise PolicyChangedError(
                reference,
                f"Orders use {reference}, and {loaded.file} says something else under that name.",
                "Give the changed policy a new version number.",
            )
