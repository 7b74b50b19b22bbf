"""Side by side with what people use today, over a virtual sound card."""
