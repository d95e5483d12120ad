"""The browser phone: nothing is kept, counted or sent."""
