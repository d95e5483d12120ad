"""The store's part for the desk (the staff's web pages): accounts, closures and the audit trail."""
