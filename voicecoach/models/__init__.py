"""Which speech model is used: one that the settings name, the largest installed one, or the embedded one."""

from __future__ import annotations

from voicecoach.models.choice import choose, embedded, installed
from voicecoach.models.folder import InstalledModel, ModelError, check

__all__ = ["InstalledModel", "ModelError", "check", "choose", "embedded", "installed"]
