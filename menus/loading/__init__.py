"""A folder becomes a pack, or every reason why it cannot. Only this room of the pack reads the disk."""
