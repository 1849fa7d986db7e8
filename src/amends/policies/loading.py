"""Load a policy by the name of a built-in one or by the path of a file."""

import copy
import functools
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from amends.core.policy import Policy
from amends.core.value import value
from amends.policies import canonical
from amends.policies.complaints import complaints
from amends.policies.faults import (
    CannotExtend,
    CannotExtendVersion,
    Fault,
    OtherVersion,
    UnknownPolicy,
)
from amends.policies.files import Document, read, understand
from amends.policies.problems import PolicyError, Problem, refused
from amends.policies.shape import PolicyShape
from amends.policies.spelling import quoted

DEFAULT = "aliexpress-2017"
# What a file that extends another never takes from it.
_ITS_OWN = ("name", "version", "title")


@value
class Loaded:
    """A policy that was read and found in order.

    `source` is the file as it stands; `body` says the same completely, with `extends` resolved, and
    is what to keep (`canonical.from_body` reads it); `sha256` is the fingerprint of `body`.
    """

    policy: Policy
    file: str
    source: bytes
    body: bytes
    sha256: str


@functools.cache
def builtin_names() -> tuple[str, ...]:
    """The names of the policies that come with Amends, the default first."""
    names = {
        entry.name[:-5] for entry in files(__package__).iterdir() if entry.name[-5:] == ".toml"
    }
    return (DEFAULT, *sorted(names - {DEFAULT}))


def load(name_or_path: str | Path) -> Loaded:
    """Load a built-in policy (`aliexpress-2017`, `aliexpress-2017@1`) or a file.

    Raises `PolicyError`, which names every problem with its file, line and field.
    """
    name, _, version = str(name_or_path).partition("@")
    if name in builtin_names():
        loaded = _builtin(name)
        if version and version != str(loaded.policy.version):
            here = loaded.policy
            raise refused(
                name_or_path, OtherVersion(version=here.version, reference=here.reference)
            )
        return loaded
    path = Path(name_or_path)
    if not path.suffix and path.name == str(name_or_path) and not path.exists():
        raise refused(name_or_path, UnknownPolicy(known=builtin_names()))
    return _loaded(read(path))


def read_source(file: str, source: bytes) -> Loaded:
    """The policy in `source`, which somebody brings as `file`; raises as `load` does."""
    return _loaded(understand(file, source))


def check(path: str | Path) -> list[Problem]:
    """Every problem of a policy file, by line; empty when it can be used."""
    try:
        load(path)
    except PolicyError as error:
        return list(error.problems)
    return []


@functools.cache
def _builtin(name: str) -> Loaded:
    return _loaded(_builtin_document(name))


@functools.cache
def _builtin_document(name: str) -> Document:
    file = f"{name}.toml"
    return understand(file, files(__package__).joinpath(file).read_bytes())


def _loaded(document: Document) -> Loaded:
    content = _extended(document)
    try:
        policy: Policy = PolicyShape.model_validate(content).made()
    except ValidationError as error:
        raise PolicyError(complaints(error, document, _builtin_document(DEFAULT))) from error
    body = canonical.body(policy)
    return Loaded(
        policy=policy,
        file=document.file,
        source=document.source,
        body=body,
        sha256=canonical.fingerprint(policy),
    )


def _extended(document: Document) -> dict[str, Any]:
    """The file's content over that of the built-in policy that it extends."""
    own = dict(document.content)
    if "extends" not in own:
        return own
    reference = own.pop("extends")
    name, _, version = str(reference).partition("@")
    if not isinstance(reference, str) or name not in builtin_names():
        raise _refused(document, CannotExtend(given=quoted(reference), known=builtin_names()))
    base = _builtin_document(name)
    offered = f"{name}@{base.content['version']}"
    if version and reference != offered:
        raise _refused(document, CannotExtendVersion(given=quoted(reference), reference=offered))
    content = _extended(base)
    return _over({key: content[key] for key in content if key not in _ITS_OWN}, own)


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key; everything else, lists included, is replaced."""
    merged = copy.deepcopy(base)
    for key, given in own.items():
        below = merged.get(key)
        both = isinstance(below, dict) and isinstance(given, dict)
        merged[key] = _over(below, given) if both and below is not None else given
    return merged


def _refused(document: Document, fault: Fault) -> PolicyError:
    return refused(document.file, fault, line=document.line(("extends",)), field="extends")
