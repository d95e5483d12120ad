"""The phone calls: what a caller hears and what each key does (IVR: interactive voice response)."""
