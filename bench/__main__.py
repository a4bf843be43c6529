"""`python -m bench`: every measurement, one line each."""

from __future__ import annotations

from bench.transforms import cost_of_a_page

if __name__ == "__main__":
    print(cost_of_a_page())
