"""What keeps strangers out of the desk: counted tries, known browsers, passwords, codes."""
