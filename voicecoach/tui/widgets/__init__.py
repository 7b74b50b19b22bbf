"""One module a widget. Each has `show`, which draws only what has changed."""
