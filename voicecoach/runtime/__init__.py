"""Brings the rooms together: the engine, the senses and the journal, with or without a screen."""
