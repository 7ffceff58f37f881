"""Measures of quality and speed: `python -m benchmarks [NAME…]`, or `make bench` for all of them."""
