"""The browser phone for visitors: its page and state; nothing is stored, counted or sent."""
