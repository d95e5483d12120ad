"""A signed topic, and what undoes the signature, as callers, texters and staff meet it."""
