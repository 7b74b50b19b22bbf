"""What a stretch and a routine are: the model, the files, the library."""
