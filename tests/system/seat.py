"""The real window on a screen of its own, seen through the accessibility bus and worked with real X events."""
import os
import subprocess
import time
from pathlib import Path

import at_spi
import x_screen
from exam_site import Failed
from window_words import Words, bare

PATIENCE = 15


class Desktop:
    """A screen, its buses and its window manager."""

    def __init__(self, work, size):
        self.work = Path(work)
        (self.work / "run").mkdir(parents=True, mode=0o700, exist_ok=True)
        self.screen = x_screen.Screen(self.work, size)
        self.bus = at_spi.Bus(self.screen.name, open(self.work / "bus.log", "ab"))

    def environment(self, home):
        (Path(home) / "run").mkdir(parents=True, mode=0o700, exist_ok=True)
        clean = {k: v for k, v in self.bus.environment.items() if not k.startswith(("XDG_", "WAYLAND", "QT_"))}
        return dict(clean, HOME=str(home), XDG_RUNTIME_DIR=str(Path(home) / "run"), QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")

    def close(self):
        self.bus.close()
        self.screen.close()


class Seat:
    def __init__(self, desktop, client, room, language="zh", shots=None, home=None):
        self.desktop, self.screen, self.bus = desktop, desktop.screen, desktop.bus
        self.client, self.room, self.language, self.words = Path(client).resolve(), room and Path(room).resolve(), language, Words(language)
        self.home = Path(home or desktop.work / "home").resolve()  # where it runs too: a receipt may be saved there
        self.shots = shots
        self.process = self.root = None
        self.seen = []  # names of the pages of which pictures were taken

    # ---- the program

    def start(self, *options):
        """Qt now and then does not find the accessibility bus when it starts: the window is up and cannot be seen by a
        screen reader. That is said, and the program started once more."""
        for last in (False, True):
            self.launch(*options)
            if self.attach(patience=20):
                return
            self.alive()
            self.shoot("failed")
            print(f"窗口没有连上无障碍总线 / not on the accessibility bus: {self.home}", flush=True)
            if last:
                raise Failed("the window on the accessibility bus")
            self.kill()

    def launch(self, *options):
        self.log = open(self.desktop.work / "client.log", "ab")
        room = ["--room", str(self.room)] if self.room else []
        self.process = subprocess.Popen([str(self.client), *room, "--language", self.language, *options],
                                        env=self.desktop.environment(self.home), cwd=self.home, stdout=self.log, stderr=self.log)

    def attach(self, patience):
        end = time.monotonic() + patience
        while time.monotonic() < end and self.process.poll() is None:
            if root := self.bus.application(self.process.pid):
                self.root = root
                return True
            time.sleep(0.03)
        return False

    def kill(self):
        self.process.kill()
        self.process.wait()

    def alive(self):
        if self.process.poll() is not None:
            raise Failed(f"窗口程序已退出 / the window's program ended: {self.process.returncode}, {self.desktop.work / 'client.log'}")

    def until(self, ready, what, patience=PATIENCE):
        end = time.monotonic() + patience
        while True:
            if got := ready():
                return got
            self.alive()
            if time.monotonic() > end:
                self.shoot("failed")
                raise Failed(f"{patience} s 内没有出现 / did not come: {what}\n" + "\n".join(self.all_names()))
            time.sleep(0.03)

    # ---- seeing

    def showing(self, root=None):
        """Every control that is on the screen now."""
        at = root or self.root
        for control in at.children() if at else []:
            states = control.states()
            if "showing" in states and "visible" in states:
                yield control
                yield from self.showing(control)

    def all_names(self):
        return [f"{c.role} {c.name!r} {c.place()}" for c in self.showing()]

    def find(self, source, roles=None):
        pattern = self.words.pattern(source)
        for control in self.showing():
            match = pattern.search(bare(control.name)) if roles is None else pattern.fullmatch(bare(control.name))
            if match and (roles is None or control.role in roles):
                return control, match
        return None

    def see(self, source, patience=PATIENCE):
        """What stands where the text has %1, %2 …; waits for it."""
        return self.until(lambda: self.find(source), source, patience)[1].groups()

    def sees(self, source):
        return self.find(source) is not None

    def control(self, source, *roles, patience=PATIENCE):
        return self.until(lambda: self.find(source, roles), f"{source} {roles}", patience)[0]

    def button(self, source):
        return self.control(source, at_spi.BUTTON, at_spi.CHECK, at_spi.RADIO, 62)

    def of_role(self, *roles):
        return [c for c in self.showing() if c.role in roles]

    def shoot(self, page):
        if self.shots is None:
            return
        self.shots.mkdir(parents=True, exist_ok=True)
        self.seen.append(page)
        self.screen.picture(self.shots / f"{self.language}-{self.screen.width}x{self.screen.height}-{page}.png")

    # ---- acting

    def click(self, control):
        x, y, width, height = control.place()
        self.screen.click(x + min(width // 2, 200), y + height // 2)

    def enter(self, field):
        """Clicks into a field; the window manager may pass a click on later than the next key."""
        self.click(field)
        self.until(lambda: self.focus_is(field), "the keyboard in the field that was clicked")

    def press(self, source):
        self.click(self.button(source))

    def focus_is(self, control):
        return "focused" in control.states()

    def tab_to(self, control, most=60):
        """By the Tab key alone."""
        for _ in range(most):
            if self.focus_is(control):
                return
            self.screen.key("Tab")
            time.sleep(0.05)
        raise Failed(f"Tab 到不了 / Tab does not reach {control.name!r}")

    def close(self):
        if self.process and self.process.poll() is None:
            self.kill()


def lacking():
    return x_screen.missing() + at_spi.missing()


def quiet_environment():
    """Nothing of the session that runs the test reaches the windows."""
    for name in ("DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY"):
        os.environ.pop(name, None)
