"""The browser phone: HTTP, page and session of a play; nothing is kept, counted or sent."""
