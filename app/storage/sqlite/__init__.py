"""The one file with drafts, outbox and lists."""
