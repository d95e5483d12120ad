"""What the line can say (a pack of menus and topics), and how it finds what a person's words ask for."""
