"""The measured claims of the README, one script each; `amends bench NAME` runs them."""
