"""The recomputation that travels in every audit bundle: its modules here, one file there (``standalone``).

It shares no code, table or constant with the product: nothing but Python's standard library from 3.9 on, and itself.
"""
