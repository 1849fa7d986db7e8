"""One file for each kind of page: what it asks for, and which template shows it."""
