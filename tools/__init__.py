"""The commands of `flask` for editors, staff and programmers, each in a file of its own."""
