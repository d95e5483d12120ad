"""The processes of production."""
