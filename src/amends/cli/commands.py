"""Every command with its one line of help, in the order in which people meet them."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from amends.cli.trouble import USAGE, TroubleError, troubles_told

# Name, where it is, and the line of help that `amends --help` shows without importing it.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo:demo", "Make a small marketplace and walk through it."),
    "init": ("init:init", "Make the folder and the tables; does nothing where they are there."),
    "config": ("config:config", "Show the settings in force and where each came from."),
    "serve": ("serve:serve", "Serve the pages, with the deadline worker inside."),
    "people": ("people:app", "Who may come in and in which roles; a first link for the operator."),
    "link": ("link:app", "Keys with which a shop signs links to its orders; make one to try."),
    "import": ("importing:import_app", "Bring in orders: from Olist's files, CSV or JSONL."),
    "export": (
        "importing:export_app",
        "Write everything to a file that `import jsonl` reads back.",
    ),
    "work": ("work:work", "Run the deadline worker; any number of them may run."),
    "orders": ("orders:orders", "List orders, filtered by status, stage, person or deadline."),
    "show": ("show:show", "Show one order: parcels, money, disputes, what happens next."),
    "accounts": ("accounts:accounts", "Show a person's account: payable, owed, paid out."),
    "do": ("do:do", "Give any command: place_order, propose, issue_ruling, …"),
    "case": ("case:case", "Write one case to a file that anybody can verify."),
    "verify": ("verify:verify", "Check the chain of hashes of this database, or of a case file."),
    "audit": ("audit:audit", "Check every invariant over every order and every cent."),
    "rebuild": ("rebuild:rebuild", "Fold every log again and mend the read tables."),
    "erase": ("erase:erase", "Erase one role's words on an order; the log still verifies."),
    "scenario": ("scenario:app", "Play scenarios: what people do, and what must then be true."),
    "policy": ("policy:app", "Check a policy file, adopt it for new orders, show, compare two."),
    "uploads": ("uploads:app", "Try files at the gate of uploads; remove those that nobody needs."),
    "simulate": ("simulate:simulate", "Run a seeded marketplace with late workers and crashes."),
    "bench": ("bench:bench", "Measure a claim of the README beside its limit."),
}


class LazyGroup(TyperGroup):
    """The group of all commands, each imported when it is called."""

    def __init__(self, **options: Any) -> None:
        lines = {
            name: TyperCommand(name=name, help=line, short_help=line)
            for name, (_, line) in COMMANDS.items()
        }
        super().__init__(**{**options, "commands": lines})
        self._listing = False

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command itself, or only its line of help while the list is being shown."""
        if self._listing or cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        return load(cmd_name)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The list of commands, without importing them."""
        self._listing = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self._listing = False

    def invoke(self, ctx: Any) -> Any:
        """Run it; what can go wrong is told in a sentence that says what to do."""
        words = [*ctx._protected_args, *ctx.args]
        with troubles_told(as_json="--json" in words):
            _check_text(words)
            return super().invoke(ctx)


def _check_text(words: list[str]) -> None:
    """Bytes that are no text reach Python as lone surrogates, and no database keeps those."""
    if any(not word.isascii() and _is_broken(word) for word in words):
        raise TroubleError("What was typed is no UTF-8 text.", "Type it again.", USAGE)


def _is_broken(word: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in word)


def load(name: str) -> Any:
    """Import a command and make it ready to be called."""
    place, _ = COMMANDS[name]
    module, _, attribute = place.partition(":")
    found = getattr(import_module(f"amends.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        single = typer.Typer(add_completion=False)
        single.command(name)(found)
        found = single
    command = get_command(found)
    command.name = name
    return command


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Disputes between buyers and sellers: the whole process, with money, clocks and proof.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"amends {version('amends')}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and end."
    ),
) -> None:
    """Disputes between buyers and sellers: the whole process, with money, clocks and proof."""
