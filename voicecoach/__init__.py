"""Voicecoach: a coach for a stiff back that talks, listens offline and shows every movement."""

__version__ = "0.1.0"
