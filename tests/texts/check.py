#!/usr/bin/env python3
"""Holds the window's Chinese texts complete: every text of the sources is in its .ts file and translated, nothing in it
is left over, and what is put into a text (%1, an access key) is in the translation too. With --update the files are
brought up to date with the sources first; what is new then wants its translation."""
import argparse
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("client/sheet", "client/window")


def sources_of(room):
    return sorted(str(f) for f in (ROOT / room).glob("*.[ch]pp"))


def lupdate(program, room, ts):
    subprocess.run([program, "-silent", "-locations", "none", "-no-obsolete", "-source-language", "en", "-target-language", "zh_CN",
                    "-I", str(ROOT), *sources_of(room), "-ts", str(ts)], check=True, stderr=subprocess.DEVNULL)


def messages(ts):
    """(context, source, comment) → (translation, state)"""
    out = {}
    for context in ElementTree.parse(ts).getroot().findall("context"):
        for message in context.findall("message"):
            translation = message.find("translation")
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment") or "")
            out[key] = (translation.text or "", translation.get("type", ""))
    return out


def faults(ts, wanted):
    have = messages(ts)
    for context, source, _ in wanted.keys() - have.keys():
        yield f"{context}: not in the file: {source!r}"
    for context, source, _ in have.keys() - wanted.keys():
        yield f"{context}: in no source any more: {source!r}"
    for (context, source, _), (translation, state) in have.items():
        if state or not translation:
            yield f"{context}: not translated: {source!r}"
        elif sorted(re.findall(r"%(?:\d|n)", source)) != sorted(re.findall(r"%(?:\d|n)", translation)):
            yield f"{context}: the places to fill in differ: {source!r}"
        elif ("&" in source) != ("&" in translation):
            yield f"{context}: an access key in one language only: {source!r}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lupdate", default="/usr/lib/qt6/bin/lupdate")
    parser.add_argument("--room", action="append", choices=ROOMS, help="all without it")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    found = 0
    for room in options.room or ROOMS:
        ts = ROOT / room / f"{room.rsplit('/', 1)[-1]}_zh_CN.ts"
        if options.update:
            lupdate(options.lupdate, room, ts)
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / ts.name
            lupdate(options.lupdate, room, fresh)
            wanted = messages(fresh)
        for fault in faults(ts, wanted) if ts.exists() else [f"{ts} is missing"] if wanted else []:
            print(f"{room}: {fault}", file=sys.stderr)
            found += 1
        print(f"{room}: {len(wanted)} texts")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
