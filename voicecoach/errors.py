"""What the user can mend: one clear message, and how."""

from __future__ import annotations


class UserError(Exception):
    """The user's mistake. The command line prints it as one line on stderr and exits with status 2.

    Attributes:
        mend: what the user can do about it; "" where the message says it.
    """

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.mend = mend

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} {self.mend}".strip()
