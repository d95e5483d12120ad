"""Text messages: the webhooks, what is kept of a conversation, and a pure flow that decides each reply."""
