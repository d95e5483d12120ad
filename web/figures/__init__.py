"""Tables and pictures made from counts and menus."""
