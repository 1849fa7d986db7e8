"""The one entry for developers: `uv run dev check`. CI runs the same steps, unchanged."""

import subprocess
import sys
import time
from dataclasses import dataclass

from amends.dev import reference
from amends.dev.places import ROOT


@dataclass(frozen=True)
class Step:
    """One thing that can be checked or done, as the command that does it."""

    command: tuple[str, ...]
    what: str


STEPS = {
    "format": Step(("ruff", "format", "."), "lay out the code; changes files"),
    "layout": Step(("ruff", "format", "--check", "."), "the code is laid out"),
    "lint": Step(("ruff", "check", "."), "no known mistakes"),
    "layers": Step(("lint-imports",), "imports go one way"),
    "types": Step(("mypy",), "mypy --strict"),
    "test": Step(("pytest",), "every test, with its figures"),
    "quick": Step(("pytest", "-q", "-m", "not slow"), "the tests that take no second"),
    "docs": Step(("dev", "docs"), "write docs/reference from the code; changes files"),
    "messages": Step(("dev", "messages"), "write the catalogues of translations; changes files"),
    "screenshots": Step(("dev", "screenshots"), "pictures of every page: [FOLDER [LANGUAGE …]]"),
}
# What the two words people type stand for.
ROUNDS = {
    "check": ("layout", "lint", "layers", "types", "test"),
    "still": ("layout", "lint", "layers", "types"),
    "fast": ("lint", "layers", "quick"),
}


def main() -> None:
    """Run a step or a round of steps; what follows the name is passed to a single step."""
    name, *rest = sys.argv[1:] or [""]
    if name == "docs":
        sys.exit(reference.write())
    if name == "messages":
        # Only this needs Django and Babel.
        from amends.dev import messages

        sys.exit(messages.main(rest))
    if name == "screenshots":
        # The browser is imported only where it is used.
        from amends.dev import screenshots

        sys.exit(screenshots.main(rest))
    if name in ROUNDS and not rest:
        sys.exit(run_round(ROUNDS[name]))
    if name in STEPS:
        sys.exit(run(STEPS[name], rest))
    print(usage(), file=sys.stderr)
    sys.exit(2)


def usage() -> str:
    """What can be typed after `dev`."""
    rounds = [f"  {name:8} {' · '.join(steps)}" for name, steps in ROUNDS.items()]
    steps = [f"  {name:8} {step.what}" for name, step in STEPS.items()]
    return "\n".join(["usage: uv run dev NAME [ARGUMENTS]", "", *rounds, "", *steps])


def run(step: Step, rest: list[str]) -> int:
    """Run one step in the project's folder and give its exit code."""
    print("$", *step.command, *rest, flush=True)
    return subprocess.run([*step.command, *rest], cwd=ROOT, check=False).returncode


def run_round(names: tuple[str, ...]) -> int:
    """Run every step, also after one failed, and say at the end which did."""
    failed = []
    for name in names:
        started = time.monotonic()
        code = run(STEPS[name], [])
        print(f"-- {name}: {'passed' if code == 0 else 'FAILED'}", end=" ")
        print(f"in {time.monotonic() - started:.1f} s", flush=True)
        if code:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else f"all passed: {', '.join(names)}")
    return 1 if failed else 0
