"""The window's texts as the sources have them, English, and what a candidate sees of them in either language."""
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = ("client/sheet/sheet_zh_CN.ts", "client/window/window_zh_CN.ts")


def bare(text):
    """Without access keys: neither "&L" nor "(L)" is part of a name."""
    return re.sub(r"\(&?[A-Z]\)", "", text).replace("&", "").strip()


class Words:
    def __init__(self, language):
        self.language, self.chinese = language, {}
        for file in FILES:
            for message in ElementTree.parse(ROOT / file).getroot().iter("message"):
                self.chinese.setdefault(bare(message.findtext("source")), set()).add(message.findtext("translation") or "")

    def shapes(self, source):
        """Every way the source text may be written in this language, or in "any"; a KeyError for a text the window has
        not."""
        chinese = self.chinese[bare(source)]
        return {"zh": chinese, "en": {source}, "any": chinese | {source}}[self.language]

    def pattern(self, source):
        ways = []
        for shape in self.shapes(source):
            ways.append(re.sub(r"%\d", "(.+?)", re.escape(bare(shape)).replace(r"\%", "%")))
        return re.compile("(?:" + "|".join(ways) + ")", re.DOTALL)
