"""What staff take off the air, and a notice, heard and read on the whole line."""
