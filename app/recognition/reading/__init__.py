"""From a text or a vCard to what it tells: companies, people, addresses."""
