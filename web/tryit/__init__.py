"""The browser phone, on which visitors try the line: page and state; nothing is kept, counted or sent."""
