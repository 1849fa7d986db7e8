"""The log: values to JSON and back, canonical bytes, the hash chain, erasable text, case files."""
