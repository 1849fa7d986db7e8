"""`python -m amends.cli`: the same as `amends`."""

from amends.cli import main

main()
