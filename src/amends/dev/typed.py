"""The reference of the command line, from the commands as they are typed."""

import inspect
from typing import Any

from amends.cli.commands import COMMANDS, load
from amends.dev.shapes import table


def command_line() -> str:
    """Every word that can follow `amends`."""
    parts = [
        "# Command line",
        "`uv run amends NAME --help` shows the same. Exit codes: 0 done; 1 refused, failed, or"
        " something was found wrong; 2 not understood. `--json` prints for programs.",
    ]
    for name, (_, line) in COMMANDS.items():
        parts += _told(f"amends {name}", load(name), line)
    return "\n\n".join(parts)


def _told(words: str, command: Any, line: str) -> list[str]:
    """A command's help; a group is told by its commands."""
    parts = [f"## {words}", inspect.cleandoc(command.help or line)]
    inside = getattr(command, "commands", {})
    lines = [
        (f"`{_spelled(parameter)}`", getattr(parameter, "help", None) or "")
        for parameter in command.params
        if parameter.name != "help" and "completion" not in str(parameter.name)
    ]
    parts.append(table(("argument or option", "meaning"), lines))
    for name, each in inside.items():
        parts += _told(f"{words} {name}", each, "")
    return [part for part in parts if part]


def _spelled(parameter: Any) -> str:
    if parameter.param_type_name == "option":
        return ", ".join(parameter.opts)
    return str(parameter.metavar or parameter.name.upper())
