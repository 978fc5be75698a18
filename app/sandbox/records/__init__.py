"""The records of the sandbox: companies, people, lists, custom fields."""
