"""A screen of its own with a window manager, and what a hand does at it: real X events through XTEST. Python has no
X of its own here, so libX11 and libXtst are called directly. One thread only."""
import ctypes
import ctypes.util
import os
import shutil
import struct
import subprocess
import time
import zlib
from pathlib import Path

KIOSK = str(Path(__file__).resolve().parents[2] / "client" / "kiosk" / "openbox.xml")
NEEDED = ("Xvfb", "openbox", "dbus-daemon")
SHIFT = {c: k for c, k in zip('!@#$%^&*()_+{}|:"<>?~', "1234567890-=[]\\;',./`")}
NAMES = {" ": "space", "-": "minus", "=": "equal", ".": "period", ",": "comma", "/": "slash", ";": "semicolon", "'": "apostrophe",
         "[": "bracketleft", "]": "bracketright", "\\": "backslash", "`": "grave"}


class XImage(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
                ("data", ctypes.POINTER(ctypes.c_char)), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
                ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int),
                ("bytes_per_line", ctypes.c_int), ("bits_per_pixel", ctypes.c_int)]


def missing():
    lacking = [p for p in NEEDED if shutil.which(p) is None]
    return lacking + [lib for lib in ("X11", "Xtst") if ctypes.util.find_library(lib) is None]


def libraries():
    x, test = ctypes.CDLL(ctypes.util.find_library("X11")), ctypes.CDLL(ctypes.util.find_library("Xtst"))
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XDefaultRootWindow.restype = ctypes.c_ulong
    x.XStringToKeysym.restype = ctypes.c_ulong
    x.XKeysymToKeycode.restype = ctypes.c_ubyte
    x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x.XGetImage.restype = ctypes.POINTER(XImage)
    x.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_int] * 2, *[ctypes.c_uint] * 2, ctypes.c_ulong, ctypes.c_int]
    x.XDestroyImage.argtypes = [ctypes.POINTER(XImage)]
    for f in (x.XDefaultRootWindow, x.XFlush, x.XSync, x.XCloseDisplay):
        f.argtypes = [ctypes.c_void_p] + ([ctypes.c_int] if f is x.XSync else [])
    test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
    test.XTestFakeButtonEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
    test.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_ulong]
    return x, test


def begin_screen(size):
    """An X server on the first free number: its process and its name."""
    ready, told = os.pipe()
    process = subprocess.Popen(["Xvfb", "-displayfd", str(told), "-screen", "0", size + "x24", "-nolisten", "tcp"],
                               pass_fds=[told], stderr=subprocess.DEVNULL)
    os.close(told)
    with os.fdopen(ready) as told_line:
        return process, ":" + told_line.readline().strip()


class Screen:
    def __init__(self, work, size="1366x768"):
        self.width, self.height = map(int, size.split("x"))
        self.work = work
        process, self.name = begin_screen(size)
        self.processes = [process]
        self.x, self.test = libraries()
        self.display = self.x.XOpenDisplay(self.name.encode())
        if not self.display:
            raise OSError(f"no screen {self.name}")
        self.root = self.x.XDefaultRootWindow(self.display)
        self.window_manager()

    def window_manager(self):
        """As in an exam room: no key and no menu of its own (docs/kiosk.md)."""
        self.processes.append(subprocess.Popen(["openbox", "--sm-disable", "--config-file", KIOSK], env=dict(os.environ, DISPLAY=self.name),
                                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        time.sleep(0.3)

    def close(self):
        self.x.XCloseDisplay(self.display)
        for process in reversed(self.processes):
            process.terminate()
            process.wait(10)

    # ---- a hand

    def keycode(self, name):
        code = self.x.XKeysymToKeycode(self.display, self.x.XStringToKeysym(name.encode()))
        if code == 0:
            raise ValueError(f"no key {name}")
        return code

    def key(self, chord):
        """"ctrl+shift+F12", "a", "Return"."""
        *held, last = chord.split("+") if chord != "+" else ["+"]
        held = [{"ctrl": "Control_L", "alt": "Alt_L", "shift": "Shift_L", "super": "Super_L"}[h] for h in held]
        codes = [self.keycode(k) for k in [*held, last]]
        for down, order in ((1, codes), (0, codes[::-1])):
            for code in order:
                self.test.XTestFakeKeyEvent(self.display, code, down, 0)
        self.x.XSync(self.display, 0)

    def type(self, text, pause=0.01):
        for c in text:
            shifted = c in SHIFT or c.isupper()
            plain = SHIFT.get(c, c.lower())
            self.key(("shift+" if shifted else "") + NAMES.get(plain, plain))
            time.sleep(pause)

    def offer(self, text):
        """As another program's selections, both of them. Whoever asks is not answered with more than an owner."""
        self.x.XStoreBytes(self.display, text.encode(), len(text.encode()))
        self.x.XSync(self.display, 0)

    def move(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, 0, int(x), int(y), 0)
        self.x.XSync(self.display, 0)

    def button(self, number, down):
        self.test.XTestFakeButtonEvent(self.display, number, int(down), 0)
        self.x.XSync(self.display, 0)

    def click(self, x, y, number=1):
        self.move(x, y)
        time.sleep(0.02)
        self.button(number, True)
        self.button(number, False)

    # ---- an eye

    def pixels(self, x, y, width, height):
        """Rows of BGRX as they lie in the server, padding included."""
        image = self.x.XGetImage(self.display, self.root, x, y, width, height, 0xFFFFFFFF, 2)
        if not image:
            raise OSError("XGetImage")
        size = image.contents.bytes_per_line * height
        raw = ctypes.string_at(image.contents.data, size)
        self.x.XDestroyImage(image)
        return raw

    def picture(self, path):
        """The whole screen as a PNG."""
        raw, stride = self.pixels(0, 0, self.width, self.height), self.width * 4
        lines = bytearray()
        for y in range(self.height):
            row = raw[y * stride:(y + 1) * stride]
            line = bytearray(self.width * 3)
            line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
            lines += b"\0" + line
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        with open(path, "wb") as out:
            out.write(b"\x89PNG\r\n\x1a\n")
            for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(lines), 3)), (b"IEND", b"")):
                out.write(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
