#!/usr/bin/env python3
"""embed.py FOLDER OUT.cpp: writes the files of a built page as the constants of assets.hpp."""
import hashlib
import sys
from pathlib import Path

MEDIA = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".svg": "image/svg+xml", ".png": "image/png"}
PLAIN = set(range(0x20, 0x7F)) - set(b'"\\?')
LINE = 120


def literal(data):
    """Octal escapes always have three digits, so that no digit of the text can be taken for theirs."""
    pieces = (chr(byte) if byte in PLAIN else f"\\{byte:03o}" for byte in data)
    lines, line = [], ""
    for piece in pieces:
        if len(line) + len(piece) > LINE:
            lines.append(line)
            line = ""
        line += piece
    return "\n    ".join(f'"{text}"' for text in [*lines, line])


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    files = sorted((f for f in folder.rglob("*") if f.is_file()), key=lambda f: (f.name != "index.html", f.as_posix()))
    text = ['#include "console/assets.hpp"\n\n#include <array>\n\nnamespace examhall::console {\nnamespace {\n']
    for number, file in enumerate(files):
        text.append(f"constexpr char kFile{number}[] =\n    {literal(file.read_bytes())};\n")
    text.append(f"constexpr std::array<Asset, {len(files)}> kAssets{{{{")
    for number, file in enumerate(files):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:32]
        text.append(f'    {{"{file.relative_to(folder).as_posix()}", "{MEDIA[file.suffix]}", "\\"{digest}\\"", '
                    f"{{kFile{number}, sizeof(kFile{number}) - 1}}}},")
    text.append("}};\n\n}  // namespace\n\nstd::span<const Asset> assets() { return kAssets; }\n\n}  // namespace examhall::console\n")
    out.write_text("\n".join(text), encoding="utf-8")


if __name__ == "__main__":
    main()
