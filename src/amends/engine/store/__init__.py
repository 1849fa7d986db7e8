"""Where orders are kept: one file for SQLite, one for PostgreSQL, one interface, one schema each."""
