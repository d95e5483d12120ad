"""A pack in more than one language: what one lends another, which is offered, and in which words are heard."""
