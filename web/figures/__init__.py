"""Tables and plots of counts, and the map of menus and topics."""
