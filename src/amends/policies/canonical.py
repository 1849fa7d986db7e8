"""A policy as one text of its own, in which comments, order and `extends` play no part.

These bytes are what an order's policy is kept as: they hold everything, so that a policy that an
order has pinned can be read again when its file, or the one it extended, has long changed.
"""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from amends.core.moments import Calendar, Window
from amends.core.money import format_minor
from amends.core.policy import Policy
from amends.policies.shape import PolicyShape
from amends.policies.spelling import NONE, WEEKDAYS

_TABLES = frozenset(("promised_caps", "usual_promises", "shares"))
_AMOUNTS = frozenset(("advance_cap", "second_person"))


class KeptPolicyError(ValueError):
    """Bytes that are no kept policy; the message says why."""


def document(policy: Policy) -> dict[str, Any]:
    """The policy in the shape of its file, complete and with `extends` resolved."""
    written: dict[str, Any] = _written("", policy)
    return written


def body(policy: Policy) -> bytes:
    """The document as JSON with sorted keys, in UTF-8."""
    text = json.dumps(document(policy), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def fingerprint(policy: Policy) -> str:
    """SHA-256 of `body` in hex: equal for policies that say the same, however they are written."""
    return hashlib.sha256(body(policy)).hexdigest()


def from_body(source: bytes) -> Policy:
    """Read what `body` wrote; raises `KeptPolicyError` for anything else."""
    try:
        made: Policy = PolicyShape.model_validate(json.loads(source)).made()
    except (ValidationError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise KeptPolicyError(
            f"it is not a kept policy ({reason}); keep the bytes unchanged"
        ) from error
    return made


def _written(name: str, given: Any) -> Any:
    if given is None:
        return NONE
    if name in _AMOUNTS:
        return {currency: format_minor(minor, currency) for currency, minor in given}
    if name in _TABLES:
        return {key: _written("", each) for key, each in given}
    if name == "grounds" and isinstance(given, dict):
        return _by_class(given)
    if isinstance(given, Window):
        return str(given)
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, Calendar):
        days = [WEEKDAYS[day] for day in given.weekend]
        return {"zone": given.zone, "weekend": days, "holidays": _written("", given.holidays)}
    if isinstance(given, tuple):
        return [_written("", each) for each in given]
    if is_dataclass(given):
        return {
            field.name: _written(field.name, getattr(given, field.name))
            for field in fields(given)
            # A row for whoever carries names no logistics.
            if not (field.name == "logistics" and getattr(given, field.name) is None)
        }
    return given


def _by_class(grounds: dict[str, Any]) -> dict[str, dict[str, Any]]:
    classes: dict[str, dict[str, Any]] = {}
    for name, rule in grounds.items():
        of, _, item = name.partition(".")
        classes.setdefault(of, {})[item] = _written("", rule)
    return classes
