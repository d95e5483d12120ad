"""The line set up as docs/deploy.md says, on a machine of its own: `make followed`, never `make test`."""
