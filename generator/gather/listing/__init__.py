"""The list of what is gathered from where (gather.yml): its declaration, and reading it."""
