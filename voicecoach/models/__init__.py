"""Speech models: which one is used, which ones can be fetched, and what is said about them.

Fetching is behind a door of its own, `voicecoach.models.install`, which is opened only for that: it alone
knows the network.
"""

from __future__ import annotations

from voicecoach.models.catalogue import Archive, Entry, find, load_catalogue
from voicecoach.models.choice import choose, embedded, installed, models_folder
from voicecoach.models.errors import InstallError, ModelError, megabytes, model_error, sentence
from voicecoach.models.folder import InstalledModel, check, size_bytes

__all__ = [
    "Archive",
    "Entry",
    "InstallError",
    "InstalledModel",
    "ModelError",
    "check",
    "choose",
    "embedded",
    "find",
    "installed",
    "load_catalogue",
    "megabytes",
    "model_error",
    "models_folder",
    "sentence",
    "size_bytes",
]
