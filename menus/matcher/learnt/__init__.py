"""The learnt weights for a pack's own topics, in a compact table; they never answer with a topic."""
