"""The desk's page of the topics and words off the air, and of the notice that callers hear (R57)."""
