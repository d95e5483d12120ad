"""The promises that people rely on: call-backs, messages, texts; one kind in each file."""
