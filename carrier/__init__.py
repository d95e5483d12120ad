"""What the line asks of the carrier by itself: to send texts, to ring people, to delete what it recorded."""
