"""Contact Entry: type companies and the people in them into SuperOffice CRM."""

__version__ = "0.1.0"
