"""A seeded marketplace: people, carriers, the bank, late workers and crashes, for months of its time."""
