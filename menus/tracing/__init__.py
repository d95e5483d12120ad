"""How each sentence traces to the facts that it rests on; pure, and no caller hears of it."""
