"""The browser phone, as it is used without a script."""
