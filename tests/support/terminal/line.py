"""The line to a program: a pseudo terminal whose output a thread reads, so that the program never waits."""

from __future__ import annotations

import codecs
import os
import select
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from ptyprocess import PtyProcess

from tests.support.terminal.emulator import Emulator

_LOG_BYTES = 4_000_000


class Line:
    """Bytes to and from a program. `changed` guards everything, and is notified of all that is printed."""

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], columns: int, rows: int, cwd: Path | None
    ) -> None:
        self.emulator = Emulator(columns, rows, self._answer)
        self.changed = threading.Condition(threading.RLock())
        self.log = bytearray()
        self.last_event_seconds = time.monotonic()
        self.is_ended = False
        self.is_closed = False
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._outbox = bytearray()
        self._pty = PtyProcess.spawn(
            [str(word) for word in argv], cwd=cwd, env=dict(env), dimensions=(rows, columns)
        )
        self.pid: int = self._pty.pid
        os.set_blocking(self._pty.fd, False)
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._pump, name="terminal", daemon=True)
        self._thread.start()

    def send(self, text: str) -> None:
        """Type something.

        Raises:
            BrokenPipeError: the program has ended.
        """
        with self.changed:
            if self.is_ended:
                raise BrokenPipeError("the program has ended")
            self._outbox += text.encode()
            self.last_event_seconds = time.monotonic()
        os.write(self._wake_write, b"x")

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; the kernel tells the program."""
        with self.changed:
            self.emulator.grid.resize(rows, columns)
            self.last_event_seconds = time.monotonic()
            self._pty.setwinsize(rows, columns)

    def wait_for_whole_frame(self, limit_seconds: float = 0.5) -> None:
        """Wait until the program is not in the midst of a synchronized update; `changed` is held."""
        end = time.monotonic() + limit_seconds
        while self.emulator.updating and not self.is_ended and (left := end - time.monotonic()) > 0:
            self.changed.wait(left)

    def wait_for_end(self, timeout_seconds: float) -> None:
        """Wait until everything that the program printed has been read."""
        self._thread.join(timeout_seconds)

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        os.write(self._wake_write, b"x")
        self._thread.join(2.0)
        # The program is reaped by its owner: only the file is closed here.
        self._pty.terminated = self._pty.closed = True
        self._pty.fileobj.close()
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _answer(self, text: str) -> None:
        self._outbox += text.encode()  # called in the thread, which holds `changed`

    def _pump(self) -> None:
        while not self.is_closed:
            with self.changed:
                writing = [self._pty.fd] if self._outbox else []
            readable, writable, _ = select.select([self._pty.fd, self._wake_read], writing, [], 1.0)
            if self._wake_read in readable:
                os.read(self._wake_read, 4096)
            if writable:
                self._write()
            if self._pty.fd in readable and not self._read():
                break
        with self.changed:
            self.is_ended = True
            self.changed.notify_all()

    def _write(self) -> None:
        with self.changed:
            try:
                sent = os.write(self._pty.fd, self._outbox)
            except BlockingIOError:
                return
            except OSError:  # the program has ended, and nobody will read this
                sent = len(self._outbox)
            del self._outbox[:sent]

    def _read(self) -> bool:
        """Take in what the program printed; False at its end."""
        try:
            data = os.read(self._pty.fd, 65536)
        except BlockingIOError:
            return True
        except OSError:  # how Linux says that the other side of a pseudo terminal is closed
            return False
        with self.changed:
            self.log += data
            del self.log[:-_LOG_BYTES]
            self.last_event_seconds = time.monotonic()
            self.emulator.feed(self._decoder.decode(data))
            self.changed.notify_all()
        return bool(data)
