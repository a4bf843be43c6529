"""How well the transforms read: their records measured against texts annotated by hand (`gold/`)."""
