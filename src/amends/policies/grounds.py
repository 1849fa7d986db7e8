"""The grounds of a policy file: a closed table, one row for each item of the rule book."""

from collections.abc import Iterable
from typing import Any

from pydantic import Field, create_model

from amends.core import policy as core
from amends.core.grounds import GROUNDS, ExhibitKind, Freight, Remedy
from amends.policies.base import Errors, Shape, repeated
from amends.policies.faults import SharedByDefault
from amends.policies.spelling import SpanOrNone, grounds_classes


class GroundShape(Shape):
    """What one item of the grounds allows (readings.md 22)."""

    makes = core.GroundRule
    remedies: list[Remedy] = Field(min_length=1)
    asked: list[ExhibitKind] = Field(default=[])
    offered: bool = True
    liable_by_default: core.Recommended
    evidence_when_received: bool = True
    return_freight: Freight = "seller"
    within: SpanOrNone = None

    def contradictions(self) -> Errors:
        yield from repeated("remedies", self.remedies)
        yield from repeated("asked", self.asked)
        if self.liable_by_default == "shared":
            yield ("liable_by_default",), SharedByDefault()


class Classes(Shape):
    """The items by class, as the file writes them."""

    def made(self) -> dict[str, core.GroundRule]:
        rules: dict[str, core.GroundRule] = {}
        for name in GROUNDS:
            of, _, item = name.partition(".")
            rules[name] = getattr(getattr(self, of), item).made()
        return rules


def grounds_shape() -> type[Classes]:
    """A closed table: every class, and in it every item of the rule book."""
    classes: dict[str, Any] = {
        of: (create_model(of, __base__=Shape, **_items(items)), ...)
        for of, items in grounds_classes().items()
    }
    return create_model("Grounds", __base__=Classes, **classes)


def _items(names: Iterable[str]) -> dict[str, Any]:
    return dict.fromkeys(names, (GroundShape, ...))
