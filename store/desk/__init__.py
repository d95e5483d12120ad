"""What only the desk (the staff's web pages) needs of the store: accounts, closures, and the audit trail."""
