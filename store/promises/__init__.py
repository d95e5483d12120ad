"""What people rely on once the line has promised it: call-backs, messages, texts; one kind in each file."""
