"""What a text says of a call that we owe: that it is not wanted, is dangerous, or is wanted again."""
