"""The embedded store: a Redis or Valkey server that the line runs by itself, in its own data folder."""
