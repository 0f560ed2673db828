"""What a screen reader sees of the window: the accessibility bus, asked directly over D-Bus, so that nothing comes
from a cache and a window that hangs is told from one that is slow."""
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed  # noqa: E402

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
ACCESSIBLE, COMPONENT, TEXT, VALUE = ("org.a11y.atspi." + n for n in ("Accessible", "Component", "Text", "Value"))
# Numbers of the standard's state set.
STATES = {"checked": 4, "enabled": 8, "focusable": 11, "focused": 12, "sensitive": 24, "showing": 25, "visible": 30}
LABEL, PASSWORD, BUTTON, CHECK, RADIO, ENTRY = 29, 40, 43, 7, 44, 79
HANG_MS = 10_000


def missing():
    lacking = [] if Path(LAUNCHER).exists() else [LAUNCHER]
    try:
        from gi.repository import Gio  # noqa: F401
    except ImportError:
        lacking.append("python3-gi")
    return lacking


class Hangs(Failed):
    """The window did not answer."""

    def __init__(self, what):
        super().__init__(f"窗口 {HANG_MS // 1000} s 没有应答 / the window did not answer for so long: {what}")


class Bus:
    """A D-Bus session and an accessibility bus of our own."""
    DAEMON = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")

    def __init__(self, display, log=subprocess.DEVNULL):
        from gi.repository import Gio, GLib
        self.Gio, self.GLib = Gio, GLib
        self.folder = tempfile.TemporaryDirectory(prefix="a11y-", ignore_cleanup_errors=True)
        self.environment = dict(os.environ, DISPLAY=display, XDG_RUNTIME_DIR=self.folder.name, XDG_CACHE_HOME=self.folder.name)
        self.daemon = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True, env=self.environment)
        self.address = self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.daemon.stdout.readline().strip()
        self.launcher = subprocess.Popen([LAUNCHER, "--launch-immediately"], env=self.environment, stdout=log, stderr=log)
        session = self.connect(self.address)
        # Asked before our launcher is there, D-Bus would start one of its own, which knows no screen: all that are started so
        # share one socket, and a window finds the bus of another screen behind it.
        wait = Gio.DBusCallFlags.NO_AUTO_START
        for _ in range(100):
            try:
                where = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, wait, 5000, None)
                break
            except GLib.Error:
                time.sleep(0.1)
        self.bus = self.connect(where.unpack()[0])

    def connect(self, address):
        flags = self.Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | self.Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        return self.Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def close(self):
        self.bus.close_sync(None)
        for process in (self.launcher, self.daemon):
            process.terminate()
            process.wait(10)
        self.folder.cleanup()

    def call(self, owner, path, interface, method, arguments=None):
        """What the call returns; None if the control is gone by now."""
        try:
            return self.bus.call_sync(owner, path, interface, method, arguments, None, 0, HANG_MS, None).unpack()
        except self.GLib.Error as error:
            if error.matches(self.Gio.io_error_quark(), self.Gio.IOErrorEnum.TIMED_OUT):
                raise Hangs(f"{method} {path}") from None
            return None

    def get(self, owner, path, interface, name):
        got = self.call(owner, path, "org.freedesktop.DBus.Properties", "Get", self.GLib.Variant("(ss)", (interface, name)))
        return got[0] if got else None

    def application(self, pid):
        """The root of a process's tree, or None while it is not there. Every connection is asked for its process: the
        registry, which also knows, is started on demand and late."""
        for owner in self.call(*self.DAEMON, "ListNames")[0]:
            if owner.startswith(":") and self.call(*self.DAEMON, "GetConnectionUnixProcessID", self.GLib.Variant("(s)", (owner,))) == (pid,):
                root = Control(self, owner, "/org/a11y/atspi/accessible/root")
                return root if root.children() else None
        return None


class Control:
    """One accessible. Everything is asked when it is wanted."""

    def __init__(self, bus, owner, path):
        self.bus, self.owner, self.path = bus, owner, path

    def children(self):
        got = self.bus.call(self.owner, self.path, ACCESSIBLE, "GetChildren")
        return [Control(self.bus, o, p) for o, p in got[0]] if got else []

    def all(self):
        """It and everything below it, in the order of the tree."""
        yield self
        for child in self.children():
            yield from child.all()

    @property
    def id(self):
        return self.bus.get(self.owner, self.path, ACCESSIBLE, "AccessibleId")

    @property
    def name(self):
        return self.bus.get(self.owner, self.path, ACCESSIBLE, "Name") or ""

    @property
    def role(self):
        got = self.bus.call(self.owner, self.path, ACCESSIBLE, "GetRole")
        return got[0] if got else None

    def states(self):
        got = self.bus.call(self.owner, self.path, ACCESSIBLE, "GetState")
        bits = (got[0][0] | got[0][1] << 32) if got else 0
        return {name for name, bit in STATES.items() if bits >> bit & 1}

    def place(self):
        """x, y, width, height on the screen."""
        got = self.bus.call(self.owner, self.path, COMPONENT, "GetExtents", self.bus.GLib.Variant("(u)", (0,)))
        return got[0] if got else (0, 0, 0, 0)

    def text(self):
        got = self.bus.call(self.owner, self.path, TEXT, "GetText", self.bus.GLib.Variant("(ii)", (0, -1)))
        return got[0] if got else None
