"""A small marketplace made by real commands: for the tour in the terminal and for trying things."""
