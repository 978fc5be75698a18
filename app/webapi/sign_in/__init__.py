"""Credentials of requests, and the tokens of SuperOffice Online."""
