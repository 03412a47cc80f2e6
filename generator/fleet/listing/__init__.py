"""The list of a fleet (网站群清单): its declaration, and reading it."""
