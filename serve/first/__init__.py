"""What is done and told only at the first start of a line."""
