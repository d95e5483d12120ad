"""What staff write beside a call-back or message, to whom they pass it on, and what they flag."""
