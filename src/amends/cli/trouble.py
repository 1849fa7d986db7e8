"""What can go wrong at the command line, told in a sentence that says what to do. No tracebacks."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from amends.app.errors import NoSuchOrderError
from amends.cli.output import print_json
from amends.config import SettingsError
from amends.core.refusals import Refusal
from amends.engine.errors import EngineError
from amends.telling.clean import clean
from amends.telling.refusals import packed

FAILED = 1
USAGE = 2


class TroubleError(Exception):
    """A sentence, what to do instead, and the exit code: 1 failed or refused, 2 wrongly called.

    `refusal` is what programs go by, where there is one.
    """

    def __init__(
        self, sentence: str, instead: str, code: int = FAILED, refusal: Refusal | None = None
    ) -> None:
        super().__init__(f"{sentence} {instead}")
        self.sentence = sentence
        self.instead = instead
        self.code = code
        self.refusal = refusal


@contextmanager
def troubles_told(*, as_json: bool) -> Iterator[None]:
    """Turn every trouble that is expected into a sentence and an exit code."""
    try:
        yield
    except TroubleError as error:
        _end(error.sentence, error.instead, error.code, error.refusal, as_json=as_json)
    except NoSuchOrderError:
        _end(
            "There is no such order.",
            "Check the number, or see `amends orders` for those there are.",
            FAILED,
            as_json=as_json,
        )
    except EngineError as error:
        _end(error.sentence, error.instead, FAILED, as_json=as_json)
    except SettingsError as error:
        _end(f"{error}.", "Correct the environment variable.", USAGE, as_json=as_json)
    except BrokenPipeError:
        raise
    except OSError as error:
        _end(*_in_our_words(error), FAILED, as_json=as_json)


def _in_our_words(error: OSError) -> tuple[str, str]:
    name = error.filename if error.filename is not None else "The file"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full.", "Make room and try again; nothing acknowledged is lost."
    what = (error.strerror or str(error)).lower()
    return f"{name} cannot be used: {what}.", "Check the path and its rights."


def _end(
    sentence: str, instead: str, code: int, refusal: Refusal | None = None, *, as_json: bool
) -> None:
    if as_json:
        named = {} if refusal is None else packed(refusal)
        print_json({"ok": False, **named, "sentence": sentence, "instead": instead})
    else:
        typer.echo(clean(f"{sentence} {instead}"), err=True)
    raise typer.Exit(code)
