"""The text message: a pure flow, and beside it the webhooks and what is kept of a conversation."""
