"""What was done: which routines, when, how far; kept in one file on this machine."""

from voicecoach.journal.journal import Journal, Unfinished
from voicecoach.journal.troubles import JournalError

__all__ = ["Journal", "JournalError", "Unfinished"]
