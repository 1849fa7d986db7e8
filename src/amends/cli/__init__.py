"""The command line: `amends …`. Each command is imported when it is called, so that it starts fast."""


def main() -> None:
    """Run the command that was typed; ends the process with 0, 1 (refused, failed) or 2 (usage)."""
    from amends.cli.commands import app

    app(prog_name="amends")
