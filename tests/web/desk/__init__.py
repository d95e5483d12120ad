"""The pages for staff, as they are used without a script."""
