"""The topics that the line offers where no rule is sure: a question, or a way on behind the numbers."""
