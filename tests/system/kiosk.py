#!/usr/bin/env python3
"""The locked session on a screen of its own: the exam takes all of it, and no key that a desktop would take away from
it does anything. Skipped where Xvfb, openbox or xdotool are missing."""
import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from x_screen import begin_screen

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["alt+F4", "alt+Tab", "alt+space", "super", "super+d", "ctrl+alt+t", "ctrl+alt+Delete", "alt+F2", "Print"]
SCREEN = "1366x768"


class Session:
    def __init__(self, client, work):
        shutil.rmtree(work, ignore_errors=True)
        (work / "run").mkdir(parents=True, mode=0o700)
        self.screen, display = begin_screen(SCREEN)
        self.environment = dict(os.environ, DISPLAY=display, HOME=str(work), XDG_RUNTIME_DIR=str(work / "run"),
                                XDG_CONFIG_HOME=str(work), EXAMHALL_KIOSK=str(ROOT / "client" / "kiosk"), EXAMHALL_CLIENT=str(client))
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.log = open(work / "session.log", "wb")
        self.session = subprocess.Popen([ROOT / "client" / "kiosk" / "session"], env=self.environment, stdout=self.log,
                                        stderr=self.log, start_new_session=True)

    def xdotool(self, *words):
        return subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=20)

    def window(self, patience=20):
        end = time.monotonic() + patience
        while time.monotonic() < end:
            found = self.xdotool("search", "--onlyvisible", "--class", "examhall-client").stdout.split()
            for window in found:
                shape = dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", window).stdout.split())
                if f"{shape.get('WIDTH')}x{shape.get('HEIGHT')}" == SCREEN and self.focused() == window:
                    return window
            time.sleep(0.1)
        raise SystemExit("✗ no window that has the whole screen and the keyboard")

    def focused(self):
        return self.xdotool("getwindowfocus").stdout.strip()

    def windows(self):
        return set(self.xdotool("search", "--onlyvisible", "--name", ".*").stdout.split())

    def end(self):
        for process in (self.session, self.screen):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        try:
            os.killpg(self.session.pid, signal.SIGTERM)  # the session's own group: openbox, the input method
        except ProcessLookupError:
            pass
        for process in (self.session, self.screen):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--work", required=True)
    options = parser.parse_args()
    missing = [p for p in ("Xvfb", "openbox", "xdotool") if shutil.which(p) is None]
    if missing:
        print(f"skipped, missing: {' '.join(missing)}")
        return 77
    session = Session(Path(options.bin) / "examhall-client", Path(options.work))
    try:
        window = session.window()
        before = session.windows()
        for key in KEYS:
            session.xdotool("key", key)
            time.sleep(0.2)
            if session.session.poll() is not None or session.window(5) != window:
                raise SystemExit(f"✗ {key} took the screen away")
        for button in ("2", "3"):
            session.xdotool("mousemove", "700", "700", "click", button)
            time.sleep(0.2)
        if session.windows() != before:
            raise SystemExit("✗ something else has opened a window")
        print("通过 / passed")
        return 0
    finally:
        session.end()


if __name__ == "__main__":
    sys.exit(main())
