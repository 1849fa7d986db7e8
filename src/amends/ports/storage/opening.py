"""The storage that an address names."""

from pathlib import Path
from urllib.parse import unquote

from amends.ports.storage.folder import Folder
from amends.ports.storage.port import Storage, StorageError


def open_storage(url: str) -> Storage:
    """The storage of `file:///…` or `s3://bucket/prefix`, as `amends.config` writes them.

    Raises `StorageError` where an address needs what is not installed.
    """
    if url.startswith("file://"):
        return Folder(Path(unquote(url.removeprefix("file://"))))
    try:
        # An extra: whoever keeps files in a folder does not need it.
        from amends.ports.storage.bucket import open_bucket
    except ImportError as error:
        raise StorageError(
            "Files in an object store need the extra s3: install `amends[s3]`."
        ) from error
    return open_bucket(url)
