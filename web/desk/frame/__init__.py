"""What stands round every page of the desk: dates as people say them, errors, what to do where one fails."""
