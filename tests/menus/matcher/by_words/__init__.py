"""What a sentence rests on."""
