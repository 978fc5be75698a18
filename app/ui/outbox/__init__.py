"""The outbox panel."""
