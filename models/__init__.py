"""The models that ship with the program, and the workshop that makes them."""
