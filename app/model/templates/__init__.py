"""Templates: named sets of values that a company can begin with."""
