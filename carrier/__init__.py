"""What the line asks of the carrier: to send texts, to ring people, to delete what it recorded."""
