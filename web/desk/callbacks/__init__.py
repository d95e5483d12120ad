"""The desk's pages of call-backs and spoken messages: who waits, who claimed them, what became of them."""
