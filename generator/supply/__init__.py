"""What the program is made of: the lock, what is installed, the bill of materials, licences, the offline kit."""
