"""Workers: run any number of them. They bring freshness; correctness does not need them."""
