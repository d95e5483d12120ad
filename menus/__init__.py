"""What the line can say (a pack of menus and topics), and the matcher that finds what people ask for."""
