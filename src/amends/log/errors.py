"""What is said of data that is not what the log holds."""

from typing import Any

from amends.log.forms import TAG


class CodecError(ValueError):
    """Data that is no value of the class; `path` says where, such as `.lines[2].price`."""

    def __init__(self, message: str, path: str = "") -> None:
        self.message = message
        self.path = path
        super().__init__(f"{path or 'the value'}: {message}")

    def under(self, step: str) -> "CodecError":
        """The same error seen from one level above: below a field, or below `[2]`."""
        step = step if step.startswith("[") else f".{step}"
        return CodecError(self.message, step + self.path)


class UnknownShape(CodecError):  # noqa: N818 – what is meant is no error of the data
    """Written by a newer release: leave the order to processes that know it (safeguards.md 32)."""

    def under(self, step: str) -> "CodecError":
        """Only whole events and snapshots have a shape."""
        return self


def wrong(found: Any, expected: str, name: str = "") -> CodecError:
    """The error for a value of another type or outside a closed list."""
    return CodecError(f"should be {expected}, is {_shown(found)}", name and f".{name}")


def missing(name: str) -> CodecError:
    """The error for a field without a default that is not there."""
    return CodecError("is missing", f".{name}")


def unknown(found: dict[str, Any], names: tuple[str, ...]) -> CodecError:
    """The error for keys that are no fields."""
    # The name of the class is last: where several are possible it belongs there.
    extra = min((key for key in found if key not in names), key=lambda key: key == TAG)
    return CodecError("is not a field", f".{extra}")


def _shown(found: Any) -> str:
    if isinstance(found, dict):
        return "an object"
    if isinstance(found, list | tuple):
        return "a list"
    if found is None:
        return "null"
    text = str(found).lower() if isinstance(found, bool) else repr(found)
    return text if len(text) <= 60 else f"{text[:57]}…"
