"""What lists of what waits for staff are made from: little of many records. Nothing is promised here."""
