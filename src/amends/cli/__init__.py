"""The command line: `amends …`. Each command is imported when it is called, so that it starts fast."""

import gc

# Values hold no cycles, so counting references frees them; looking for cycles every few hundred
# of them took a tenth of the time of an import.
_BETWEEN_COLLECTIONS = 50_000


def main() -> None:
    """Run the command that was typed; ends the process with 0, 1 (refused, failed) or 2 (usage)."""
    from amends.cli.commands import app

    gc.set_threshold(_BETWEEN_COLLECTIONS)
    app(prog_name="amends")
