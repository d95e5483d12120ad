"""Requests to the carrier: to send texts, to ring people, to delete recordings."""
