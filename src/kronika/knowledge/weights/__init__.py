"""What was learnt once and ships: words known as names, weights of the readers of names."""
