"""The only code that writes: one door, `execute`, over a store on SQLite or PostgreSQL.

Knows no web framework. `open_engine` in `amends.engine.engine` is where everything begins.
"""
