"""What every table of a policy file has in common."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, model_validator

from amends.policies.faults import Fault, Repeated
from amends.policies.problems import Place
from amends.policies.spelling import refuse_all

Errors = Iterable[tuple[Place, Fault]]


class Shape(BaseModel):
    """A table of the file. `contradictions` lists what its fields together cannot mean."""

    model_config = ConfigDict(strict=True, extra="forbid")
    makes: ClassVar[type[Any]]

    def contradictions(self) -> Errors:
        """Errors among valid fields, each with its place in this table."""
        return ()

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        refuse_all(self.contradictions())
        return self

    def made(self) -> Any:
        """The value of the core that this table describes."""
        return self.makes(
            **{name: _settled(getattr(self, name)) for name in type(self).model_fields}
        )


def _settled(given: Any) -> Any:
    if isinstance(given, Shape):
        return given.made()
    if isinstance(given, dict):
        return tuple(given.items())
    if isinstance(given, list):
        return tuple(_settled(each) for each in given)
    return given


def repeated(field: str, given: Sequence[Any]) -> Errors:
    """An error for each element of a list that stands there more than once."""
    for each, times in Counter(given).items():
        if times > 1:
            yield (field,), Repeated(given=str(each), times=times)
