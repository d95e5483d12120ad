"""What the second ear has learnt of a pack's own topics, in little memory. It never answers with a topic."""
