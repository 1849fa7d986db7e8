"""Short plays in TOML, and their runner: a format that is a contract (vocabulary.md)."""
