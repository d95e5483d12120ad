"""What we remember: small promises, with Redis behind them."""
