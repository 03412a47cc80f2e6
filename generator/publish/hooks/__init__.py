"""A bare repository that checks what is pushed to it, refuses what is wrong, and puts the rest live."""
