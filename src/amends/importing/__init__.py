"""Bringing in what happened elsewhere: real orders from tables, and whole logs from JSON lines.

A door like any other: it knows no rule. What it reads becomes commands with the instants of the
source, and the engine decides. `olist`, `csv_orders` and `jsonl` read; `playing` carries it out.
"""
