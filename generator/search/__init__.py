"""Text -> index shards (Pagefind), exact to the character; its other half is theme/assets/search*.js."""
