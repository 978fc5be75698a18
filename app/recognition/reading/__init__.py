"""Reads companies, people and addresses from mail texts and vCards."""
