"""`uv run dev messages`: the catalogues of translations, from the sentences that the sources hold.

The template `django.pot` and a `.po` for each language are brought up to date with the sources, what
is translated is kept, what is no longer said is dropped, and the `.mo` that programs read is made.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from fcntl import LOCK_EX, flock
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from amends.dev.sentences import every_message
from amends.dev.wrong import wrong
from amends.telling.tongue import FOLDERS, LOCALE

TEMPLATE = LOCALE / "django.pot"
# A catalogue says nothing of when it was written, so that writing it again changes nothing.
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)


def main(arguments: list[str]) -> int:
    """Write the catalogues, or do what the first argument says; gives the exit code."""
    match arguments:
        case []:
            with _alone():
                return write()
        case ["--check"]:
            return _tell([*stale(), *incomplete()])
        case ["--missing", language, *places] if language in FOLDERS:
            print(json.dumps(missing(language, *places), ensure_ascii=False, indent=1))
            return 0
        case ["--fill", language, file] if language in FOLDERS:
            with _alone():
                return fill(language, Path(file))
        case _:
            print(_USAGE, file=sys.stderr)
            return 2


@contextmanager
def _alone() -> Iterator[None]:
    """Translators work at the same time; each reads what the one before has written."""
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    with TEMPLATE.open("ab") as held:
        flock(held, LOCK_EX)
        yield


_USAGE = f"""usage: uv run dev messages                        write template, .po and .mo
       uv run dev messages --check                say what is stale, untranslated or wrong
       uv run dev messages --missing LANGUAGE [PLACE…]
                                                  what is untranslated, as JSON to fill in
       uv run dev messages --fill LANGUAGE FILE   take over a filled-in JSON file
languages: {", ".join(FOLDERS)}"""


def _tell(problems: list[str]) -> int:
    print("\n".join(problems) if problems else "Every message is there, in every language.")
    return 1 if problems else 0


def template() -> Catalog:
    """Every sentence of the sources, untranslated."""
    made = _empty(None)
    for (one, many), places in every_message().items():
        made.add((one, many) if many else one, locations=[(place, 0) for place in places])
    return made


def _empty(folder: str | None) -> Catalog:
    return _dated(Catalog(locale=folder, charset="utf-8", fuzzy=False))


def _dated(catalog: Catalog) -> Catalog:
    catalog.project, catalog.version = "Amends", ""
    catalog.creation_date = catalog.revision_date = _NEVER
    catalog.header_comment = "# Translations of Amends. `uv run dev messages` keeps them."
    catalog.last_translator = catalog.language_team = "Amends"
    catalog.msgid_bugs_address = ""
    catalog.copyright_holder = "Amends"
    return catalog


def po_of(language: str) -> Path:
    """The file that translators work on."""
    return LOCALE / FOLDERS[language] / "LC_MESSAGES" / "django.po"


def kept(language: str) -> Catalog:
    """What is translated so far."""
    path = po_of(language)
    if not path.exists():
        return _empty(FOLDERS[language])
    with path.open("rb") as file:
        return read_po(file, locale=FOLDERS[language], charset="utf-8")


def updated(language: str, fresh: Catalog) -> Catalog:
    """The language's catalogue with exactly the sentences of the sources."""
    old = kept(language)
    made = _empty(FOLDERS[language])
    for message in fresh:
        if message.id:
            before = old.get(message.id)
            same = before is not None and _same(before.id, message.id)
            said = before.string if same and before is not None else None
            made.add(message.id, string=said or None, locations=message.locations)
    return made


def _same(one: object, other: object) -> bool:
    return one == other or list(one) == list(other)  # type: ignore[call-overload]


def written(catalog: Catalog) -> bytes:
    """The catalogue as the bytes of a `.po`."""
    out = BytesIO()
    write_po(out, catalog, width=100, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as the bytes of a `.mo`."""
    done = _empty(str(catalog.locale))
    for message in catalog:
        # What is not translated is left out, so that it is shown in English.
        if message.id and is_done(message):
            done.add(message.id, string=message.string)
    out = BytesIO()
    write_mo(out, done)
    return out.getvalue()


def _files() -> dict[Path, bytes]:
    """Every file as it should be."""
    fresh = template()
    files = {TEMPLATE: written(fresh)}
    for language in FOLDERS:
        made = updated(language, fresh)
        files[po_of(language)] = written(made)
        files[po_of(language).with_suffix(".mo")] = compiled(made)
    return files


def write() -> int:
    """Write what differs, and say how much of each language is translated."""
    for path, content in _files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
    for language in FOLDERS:
        catalog = kept(language)
        done = sum(1 for message in catalog if message.id and is_done(message))
        print(f"{language:8} {done} of {len(catalog)} messages")
    return _tell_wrong()


def _tell_wrong() -> int:
    problems = _each(wrong)
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


def is_done(message: Message) -> bool:
    """Whether all forms of a message are translated."""
    said: Any = message.string
    return all(said) if isinstance(said, tuple | list) and said else bool(said)


def stale() -> list[str]:
    """The files that are not what the sources say."""
    return [
        f"{path.relative_to(LOCALE)} is not what the sources say: run `uv run dev messages`"
        for path, content in _files().items()
        if not path.exists() or path.read_bytes() != content
    ]


def incomplete() -> list[str]:
    """Every message that is not translated, and every translation that cannot be right."""
    return _each(lambda catalog, message: wrong(catalog, message) or _untranslated(message))


def _untranslated(message: Message) -> str:
    return "" if is_done(message) else "is not translated"


def _each(problem: Callable[[Catalog, Message], str]) -> list[str]:
    found = []
    for language in FOLDERS:
        catalog = kept(language)
        for message in catalog:
            said = problem(catalog, message) if message.id else ""
            found += [f"{language}: {message.id!r} {said}"] if said else []
    return found


def missing(language: str, *places: str) -> list[dict[str, Any]]:
    """What is untranslated, for a translator to fill in: `said` is a text, or a list of forms.

    With `places` only what stands in files whose path holds one of them.
    """
    catalog = kept(language)
    rows: list[dict[str, Any]] = []
    for message in catalog:
        stands = [place for place, _ in message.locations]
        wanted = not places or any(each in stand for each in places for stand in stands)
        if not message.id or is_done(message) or not wanted:
            continue
        if message.pluralizable:
            one, many = list(message.id)
            forms = [""] * catalog.num_plurals
            rows.append({"id": one, "plural": many, "said": forms, "places": stands})
        else:
            rows.append({"id": message.id, "said": "", "places": stands})
    return rows


def fill(language: str, file: Path) -> int:
    """Take over what a translator has filled in, found by its English text.

    What is still empty is left alone. What cannot be right is told and not taken over.
    """
    catalog, problems = kept(language), []
    for row in json.loads(file.read_text(encoding="utf-8")):
        problem = _taken(catalog, row)
        problems += [f"{language}: {row['id']!r} {problem}"] if problem else []
    po_of(language).write_bytes(written(_dated(catalog)))
    print("\n".join(problems), end="\n" if problems else "")
    return write() or (1 if problems else 0)


def _taken(catalog: Catalog, row: dict[str, Any]) -> str:
    message, said = catalog.get(row["id"]), row["said"]
    if message is None:
        return "is not said anywhere"
    if not said or not all(said):
        return ""
    before, message.string = message.string, tuple(said) if isinstance(said, list) else said
    problem = wrong(catalog, message)
    if problem:
        message.string = before
    return problem
