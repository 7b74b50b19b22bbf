"""How well commands are heard, beside what people use today. No sound card is needed."""
