"""Functions written for one class each, from its fields, when the class is first used.

A loop over fields that looks at each one's form costs several times what the work itself does, and
the engine packs every order that it touches.
"""

from collections.abc import Callable, Iterable
from threading import RLock
from typing import Any


class Source:
    """A namespace that functions are written into; they may call one another."""

    def __init__(self, **names: Any) -> None:
        self._names: dict[str, Any] = dict(names)
        self._function_of: dict[Any, str] = {}
        self._ready: dict[Any, Callable[..., Any]] = {}
        self._lock = RLock()

    def constant(self, value: Any) -> str:
        """A name by which written code can speak of `value`."""
        name = f"c{len(self._names)}"
        self._names[name] = value
        return name

    def function(
        self, key: Any, title: str, parameters: str, body: Callable[[], Iterable[str]]
    ) -> str:
        """The name of the function for `key`; `body` gives its lines the first time.

        The name is known before the body is written, so a class may hold values of itself.
        """
        name = self._function_of.get(key)
        if name is None:
            name = self._function_of[key] = f"{title}_{len(self._function_of)}"
            try:
                lines = "\n".join(f"    {line}" for line in body())
            except BaseException:
                del self._function_of[key]
                raise
            # Only names and defaults of our own classes are written into it, never stored text.
            exec(f"def {name}({parameters}):\n{lines}", self._names)  # noqa: S102
        return name

    def ready(self, key: Any, write: Callable[[], str]) -> Callable[..., Any]:
        """The function for `key` and all that it calls, written by one thread only."""
        found = self._ready.get(key)
        if found is None:
            with self._lock:
                found = self._ready[key] = self._names[write()]
        return found
