"""Voicecoach: a back-stretching coach for the terminal that talks, listens offline and shows every movement."""

__version__ = "0.1.0"
