"""Searches for companies that are there, for somebody who wants to add to one."""
