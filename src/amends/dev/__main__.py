"""`python -m amends.dev`, for places where scripts are not on the path."""

from amends.dev import main

main()
