#!/usr/bin/env python3
"""Holds the #include lines against the plan of the house: which folder may know which. A header that is only seen
is an arrow too, even if nothing of it is linked."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PURE = {"base"}
MAY_SEE = {
    "base": set(),
    "server/protocol": PURE,
    "server/exam": PURE,
    "server/bank": PURE,
    "server/bank/table": PURE | {"bank"},
    "server/grading": PURE | {"bank"},
    "server/journal": PURE,
    "server/sealing": PURE,
    "server/staff": PURE,
    "server/store": PURE | {"journal"},
    "server/evidence": PURE | {"bank", "exam", "grading", "journal", "protocol", "store"},
    "server/hall": PURE | {"exam", "journal", "protocol"},
    "server/proctoring": PURE | {"exam", "hall", "net", "protocol", "staff", "store"},
    "server/net": PURE | {"hall"},
    "server/control": PURE,
    "server/console": set(),
    "server/config": PURE | {"net"},
    "server/office": PURE | {"bank", "control", "evidence", "exam", "grading", "hall", "journal", "proctoring", "protocol", "sealing", "staff", "store"},
    "client/core": PURE | {"client", "protocol", "net"},
    "client/headless": PURE | {"client", "protocol"},
    "client/sheet": PURE | {"client", "protocol"},
    "client/window": PURE | {"client", "protocol"},
}
# The client may use how the server compiles Asio, and nothing else of its network.
ONLY = {("client/core", "net"): {"net/asio.hpp"}, ("server/net", "hall"): {"hall/link.hpp"},
        ("server/config", "net"): {"net/settings.hpp"}, ("server/proctoring", "net"): {"net/pages.hpp"}}
FOLDERS = {"base", "control", "sealing", "staff", "protocol", "exam", "bank", "table", "grading", "journal", "store", "evidence", "hall", "proctoring", "net", "config",
           "office", "console", "client", "examctl"}
INCLUDE = re.compile(r'^\s*#include "([^"/]+)/([^"]+)"', re.MULTILINE)


def wrong_arrows():
    for folder, allowed in MAY_SEE.items():
        own = folder.rsplit("/", 1)[-1]
        for file in sorted((ROOT / folder).rglob("*.[ch]pp")):
            if folder == "server/bank" and "table" in file.relative_to(ROOT / folder).parts:
                continue
            for target, rest in INCLUDE.findall(file.read_text(encoding="utf-8")):
                if target not in FOLDERS or target == own:
                    continue
                only = ONLY.get((folder, target))
                if target not in allowed or (only is not None and f"{target}/{rest}" not in only):
                    yield f"{file.relative_to(ROOT)} includes {target}/{rest}"


def rooms_of_the_client():
    """The core knows no window, the sheet no program around it, and nothing without a window knows Qt."""
    closed = {"core": {"headless", "sheet", "window"}, "headless": {"sheet", "window"}, "sheet": {"headless", "window"},
              "window": {"headless"}}
    own = re.compile(r'^\s*#include "client/(\w+)/', re.MULTILINE)
    qt = re.compile(r"^\s*#include <Q", re.MULTILINE)
    for room, others in closed.items():
        for file in sorted((ROOT / "client" / room).rglob("*.[ch]pp")):
            text = file.read_text(encoding="utf-8")
            for other in others & set(own.findall(text)):
                yield f"{file.relative_to(ROOT)} includes client/{other}"
            if room in ("core", "headless") and qt.search(text):
                yield f"{file.relative_to(ROOT)} includes Qt"


def sql_outside_store():
    sql = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|PRAGMA)\b')
    for file in sorted((ROOT / "server").rglob("*.cpp")):
        if "store" not in file.parts and sql.search(file.read_text(encoding="utf-8")):
            yield f"{file.relative_to(ROOT)} holds SQL"


if __name__ == "__main__":
    found = [*wrong_arrows(), *rooms_of_the_client(), *sql_outside_store()]
    for line in found:
        print(line, file=sys.stderr)
    print(f"{len(found)} wrong arrows")
    sys.exit(1 if found else 0)
