"""What a text says of a call that we owe: it is unwanted, dangerous, asked after, or wanted again."""
