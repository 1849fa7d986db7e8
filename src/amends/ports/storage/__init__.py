"""Where files are kept: a folder, or an object store, by the setting AMENDS_STORAGE_URL."""

from amends.ports.storage.opening import open_storage
from amends.ports.storage.port import (
    DamagedFileError,
    MissingFileError,
    NoSpaceError,
    Storage,
    StorageError,
)

__all__ = [
    "DamagedFileError",
    "MissingFileError",
    "NoSpaceError",
    "Storage",
    "StorageError",
    "open_storage",
]
