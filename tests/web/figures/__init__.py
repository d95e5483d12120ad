"""What is made of counts: amounts, ranges of days and sentences, as people say them."""
