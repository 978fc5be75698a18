"""Words, names and countries that readers look for."""
