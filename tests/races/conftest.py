"""The databases of the engine's scenes."""

from tests.engine.conftest import address as address
from tests.engine.conftest import market as market
from tests.engine.conftest import shared_url as shared_url
