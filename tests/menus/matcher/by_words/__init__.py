"""The word ear, by what a pack says itself."""
