"""The workshop where the starter model is trained, exported and measured; no part of the program."""
