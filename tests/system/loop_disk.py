"""A file system in a file, to lie under a server's data folder: its power can be cut, and it can be small. Needs
root and the kernel's loop device; what is missing is said by name."""
import contextlib
import fcntl
import os
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed  # noqa: E402

# FS_IOC_SHUTDOWN of the kernel, the same for xfs and ext4, and its flag "without flushing the log".
SHUTDOWN, WITHOUT_LOG_FLUSH = 0x8004587D, 2
MAKE_OPTIONS = {"xfs": [], "ext4": ["-b", "4096", "-e", "remount-ro", "-E", "nodiscard,lazy_itable_init=0,lazy_journal_init=0"]}
MARK = b"a block of data\n" * 4096
BEFORE, AFTER = b"before " * 1024, b"after !" * 1024


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))} ({done.returncode}): {done.stdout}{done.stderr}")
    return done.stdout.strip()


def require(*programs):
    """Leaves with the status that ctest takes as "skipped" where the test cannot be run."""
    lacking = [p for p in programs if shutil.which(p) is None]
    lacking += [] if os.geteuid() == 0 else ["root"]
    lacking += [] if Path("/dev/loop-control").exists() else ["/dev/loop-control"]
    if lacking:
        skip(f"缺少 / this machine lacks: {', '.join(lacking)}")


def skip(why):
    print(f"跳过 / skipped: {why}", file=sys.stderr)
    sys.exit(77)


class LoopDisk:
    def __init__(self, image, mount_point, kind="xfs", megabytes=512):
        require(f"mkfs.{kind}", "mount", "umount")
        self.image, self.at, self.kind, self.megabytes = Path(image), Path(mount_point), kind, megabytes
        self.mounted = False

    def make(self):
        """Puts it in the place of the mount point's folder and takes over what is there."""
        self.image.unlink(missing_ok=True)
        self.allocate()
        run(f"mkfs.{self.kind}", "-q", *MAKE_OPTIONS[self.kind], self.image)
        aside = self.at.with_name(self.at.name + ".aside")
        self.at.rename(aside)
        self.at.mkdir(mode=0o700)
        try:
            self.mount()
        except Failed as refused:
            aside.replace(self.at)
            skip(str(refused))
        os.chmod(self.at, 0o700)
        for entry in aside.iterdir():
            run("cp", "-a", entry, self.at)
        shutil.rmtree(aside)
        run("sync", "-f", self.at)

    def allocate(self):
        with open(self.image, "ab") as file:
            os.posix_fallocate(file.fileno(), 0, self.megabytes << 20)

    def mount(self, *options):
        run("mount", "-o", ",".join(["loop", *options]), self.image, self.at)
        self.mounted = True

    def device(self):
        return Path(run("findmnt", "-n", "-o", "SOURCE", self.at)).name

    def unmount(self):
        """Patient: whoever was killed may still be closing its files."""
        for last in [False] * 100 + [True]:
            done = subprocess.run(["umount", self.at], capture_output=True, text=True)
            if done.returncode == 0:
                self.mounted = False
                return
            if last:
                raise Failed(f"umount {self.at}: {done.stderr}")
            time.sleep(0.05)

    def remount(self, how):
        run("mount", "-o", f"remount,{how}", self.at)

    def cut(self):
        """From now on nothing reaches the image, not even the file system's log: what was not synced is lost."""
        folder = os.open(self.at, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", WITHOUT_LOG_FLUSH))
        finally:
            os.close(folder)

    def repair(self):
        """The power is back."""
        self.unmount()
        self.mount()

    # ---- does the cut lose what was not synced, and only that?

    def prepare(self):
        """Two synced files, long before the cut."""
        (self.at / "unsynced").unlink(missing_ok=True)
        for name in ("synced", "overwritten"):
            with open(self.at / name, "wb") as file:
                file.write(BEFORE)
                file.flush()
                os.fsync(file.fileno())

    def write_without_sync(self):
        """Just before the cut: over one of them, and a new one."""
        with open(self.at / "overwritten", "r+b") as file:
            file.write(AFTER)
        (self.at / "unsynced").write_bytes(AFTER)

    def check_loss(self):
        unsynced = self.at / "unsynced"
        if (self.at / "synced").read_bytes() != BEFORE:
            raise Failed("已同步的文件丢失 / a synced file was lost: this disk proves nothing")
        if (self.at / "overwritten").read_bytes() != BEFORE or (unsynced.exists() and unsynced.read_bytes() == AFTER):
            raise Failed("未同步的数据在断电后仍在 / unsynced data survived the cut: this disk proves nothing")

    def discard(self):
        if self.mounted:
            self.unmount()
        self.image.unlink(missing_ok=True)


class ThinDisk(LoopDisk):
    """Data blocks of the image are holes on a small tmpfs: once that is full, the device fails what would fill a hole
    with EIO, as a thinly provisioned or rotten one does, while the file system's own blocks work. The kernel then
    forgets the data and calls its pages clean."""

    def allocate(self):
        self.below = self.image.with_suffix(".below")
        self.below.mkdir()
        run("mount", "-t", "tmpfs", "-o", f"size={self.megabytes + 16}m", "none", self.below)
        self.image = self.below / self.image.name
        super().allocate()

    def mount(self, *options):
        if not (self.below / "dug").exists():
            (self.below / "dug").touch()
            super().allocate()  # making the file system leaves holes where it wants zeros
            super().mount()
            fill(self.at / "marked", MARK)
            self.unmount()
            self.dig()
            super().mount()
            (self.at / "marked").unlink()
            self.unmount()
        super().mount(*options)
        # A loop device calls a write that was cut short a success: pages one by one are written whole or not.
        Path(f"/sys/block/{self.device()}/queue/max_sectors_kb").write_text("4")

    def dig(self):
        """Punches out the blocks that the file has filled."""
        with open(self.image, "rb") as file:
            for at in range(0, self.megabytes << 20, len(MARK)):
                if file.read(len(MARK)) == MARK:
                    run("fallocate", "--punch-hole", "--offset", at, "--length", len(MARK), self.image)

    def exhaust(self):
        fill(self.below / "filler", b"\1" * 65536)

    def replenish(self):
        (self.below / "filler").unlink()

    def discard(self):
        super().discard()
        run("umount", self.below)


def fill(path, block):
    """Until there is no room."""
    with open(path, "wb", buffering=0) as file:
        for piece in (block, block[:4096]):
            with contextlib.suppress(OSError):
                while True:
                    file.write(piece)
        with contextlib.suppress(OSError):
            os.fsync(file.fileno())
