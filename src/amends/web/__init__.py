"""The Django side. For now it owns the migrations of the tables and nothing else."""
