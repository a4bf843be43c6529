"""What a document means: bytes in, a record with title, lines, sections, quantities and checks out.

Pure functions, one document at a time, no I/O (only `__main__` reads files) and no knowledge of the other rooms.
"""
