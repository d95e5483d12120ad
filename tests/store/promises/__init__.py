"""What a person may rely on, one promise a file."""
