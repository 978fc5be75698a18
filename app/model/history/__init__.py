"""What the outbox tells of the past: where entries came from, what can be chosen by, what is saved today."""
