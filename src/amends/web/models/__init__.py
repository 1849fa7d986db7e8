"""What pages remember between requests. Disputes and orders live in the engine alone."""

from amends.web.models.draft import Draft

__all__ = ["Draft"]
