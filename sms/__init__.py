"""Text messages: webhooks, the record of each conversation, and pure functions that decide each reply."""
