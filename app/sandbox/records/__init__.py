"""What the practice server keeps: companies, people, lists, custom fields."""
