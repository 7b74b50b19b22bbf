"""The screen: it draws snapshots and sends commands. The only room that knows Textual."""
