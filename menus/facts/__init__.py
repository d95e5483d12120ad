"""What a pack's sentences rest on."""
