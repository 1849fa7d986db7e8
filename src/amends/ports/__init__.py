"""The outside: a port for each thing that Amends needs from elsewhere, adapters beside it."""
