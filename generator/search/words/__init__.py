"""What the search page knows of words: those that mean the same, traditional characters, readings."""
