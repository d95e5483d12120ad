"""The desk's pages of call-backs and spoken messages: who waits, who claimed which, the outcomes."""
