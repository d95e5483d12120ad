"""Which pack the processes of the line serve: the last one that passed, whatever stands on disk (ADR 29)."""
