"""Which speech model is used."""
