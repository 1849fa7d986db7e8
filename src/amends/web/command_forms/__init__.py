"""Forms of commands, a file a verb as in `core.commands`: what they ask for, and in which words."""
