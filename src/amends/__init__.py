"""Amends resolves disputes between the buyers and sellers of a marketplace."""
