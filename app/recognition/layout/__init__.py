"""The lines of a signature put in order: what was glued comes apart, each person and office has a block."""
