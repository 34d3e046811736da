"""Setting up one PC: the add-in where Excel loads it, the interpreter where xlwings looks for it, and what is missing."""
