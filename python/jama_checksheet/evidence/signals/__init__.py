"""What a text says, each signal in its own file and always with the words that say it."""
