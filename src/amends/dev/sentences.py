"""Finding every sentence that is translated: in the code, in the templates, and in the refusals.

A message is its English text, with a second text where it has plural forms, and the places where it
stands. Python is read as a syntax tree, templates token by token, so nothing is guessed.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace

from amends.dev.places import ROOT, SOURCE

Key = tuple[str, str]  # the singular, and the plural or nothing
# Which arguments of a call are sentences; `count` and its like have a plural beside the singular.
_CALLS = {
    "say": (0,), "N_": (0,), "told": (0, 1, 2), "by": (1, 2, 3),
    "gettext": (0,), "gettext_lazy": (0,), "gettext_noop": (0,), "_": (0,),
}  # fmt: skip
_COUNTS = frozenset(("count", "ngettext", "ngettext_lazy"))
_FOLDERS = ("telling", "web", "accounts", "uploads", "demo", "notices", "ports")
_TRANSLATE = re.compile(r"""trans(?:late)?\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_BLOCK = re.compile(r"blocktrans(?:late)?(\s|$)")
_IN_TAG = re.compile(r"""_\(("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)""")


def every_message() -> dict[Key, list[str]]:
    """Every message with the places where it stands, sorted by place."""
    found: dict[Key, list[str]] = {}
    for folder in _FOLDERS:
        for path in sorted((SOURCE / folder).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                _keep(found, path, in_python(path.read_text(encoding="utf-8")))
            elif path.suffix in (".html", ".txt") and "templates" in path.parts:
                _keep(found, path, in_template(path.read_text(encoding="utf-8")))
    return found


def _keep(found: dict[Key, list[str]], path: Path, messages: Iterator[Key]) -> None:
    place = str(path.relative_to(ROOT))
    for key in messages:
        places = found.setdefault(key, [])
        if place not in places:
            places.append(place)


def in_python(source: str) -> Iterator[Key]:
    """The sentences of a module: the literal arguments of the calls that translate."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        texts = [_literal(each) for each in node.args]
        if name in _COUNTS and len(texts) > 2 and texts[0] and texts[1]:
            yield texts[0], texts[1]
        for place in _CALLS.get(name, ()):
            if place < len(texts) and texts[place]:
                yield texts[place], ""


def _literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return ""


def in_template(source: str) -> Iterator[Key]:
    """The sentences of a template: `translate`, `blocktranslate` with its plural, and `_(…)`."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type not in (TokenType.BLOCK, TokenType.VAR):
            continue
        for quoted in _IN_TAG.findall(token.contents):
            yield ast.literal_eval(quoted).replace("%", "%%"), ""
        if token.token_type is TokenType.VAR:
            continue
        single = _TRANSLATE.match(token.contents)
        if single:
            # As Django does it, a percent sign is doubled.
            yield ast.literal_eval(single[1]).replace("%", "%%"), ""
        elif _BLOCK.match(token.contents):
            yield _block(tokens, trimmed="trimmed" in token.contents.split())


def _block(tokens: Iterator[Token], *, trimmed: bool) -> Key:
    said: tuple[list[str], list[str]] = ([], [])
    plural = 0
    for token in tokens:
        if token.token_type is TokenType.TEXT:
            said[plural].append(token.contents.replace("%", "%%"))
        elif token.token_type is TokenType.VAR:
            said[plural].append(f"%({token.contents})s")
        elif token.contents.strip() == "plural":
            plural = 1
        elif token.contents.split()[0].startswith("endblocktrans"):
            break
    one, many = ("".join(part) for part in said)
    return (trim_whitespace(one), trim_whitespace(many)) if trimmed else (one, many)
