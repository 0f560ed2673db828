"""A small paper for the window's tests: all four kinds, a picture, and a word in every text that must be on no disk."""
import base64
import json
import struct
import zlib

MARKER = "沙漏试题"  # stands in every question of this paper and nowhere else
OPTIONS = ("甲", "乙", "丙", "丁")


def png(width, height):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    row = b"\0" + b"".join(bytes((x * 255 // width, x * 5 % 256, 160)) for x in range(width))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(
        b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b"")


def items():
    for n in range(1, 5):
        picture = "\n\n![凭证](voucher.png)" if n == 1 else ""
        yield {"id": f"S{n}", "type": "single", "text": f"{MARKER}单{n}：下列哪一项是**正确**的？{picture}",
               "options": [f"单{n}选项{o}，企业应当在月末结转" for o in OPTIONS], "answer": "B"}
        yield {"id": f"M{n}", "type": "multiple", "text": f"{MARKER}多{n}：下列哪些项目计入成本？\n\n| 项目 | 金额 |\n|---|---|\n| 材料 | 1,200 |\n| 人工 | 800 |",
               "options": [f"多{n}选项{o}" for o in OPTIONS], "answer": "AC"}
        yield {"id": f"T{n}", "type": "true_false", "text": f"{MARKER}判{n}：资产等于负债加所有者权益。", "answer": True}
        yield {"id": f"N{n}", "type": "numeric", "text": f"{MARKER}数{n}：应交增值税是多少？", "answer": "1300", "unit": "元" if n % 2 else ""}


def make_paper(site, picture=(600, 240)):
    """Imports and assembles it; returns its hash and, by index, its items."""
    bank, blueprint = site.work / "bank.json", site.work / "blueprint.json"
    listed = [{k: v for k, v in item.items() if v != ""} for item in items()]
    bank.write_text(json.dumps({"format": "examhall-bank/1", "bank": "window", "title": "窗口", "language": "zh-CN", "items": listed,
                                "images": {"voucher.png": {"media": "image/png", "base64": base64.b64encode(png(*picture)).decode()}}}))
    sections = [{"title": t, "type": k, "count": 4, "points": "2"} for t, k in
                (("单项选择题", "single"), ("多项选择题", "multiple"), ("判断题", "true_false"), ("计算填空题", "numeric"))]
    blueprint.write_text(json.dumps({"format": "examhall-blueprint/1", "title": "窗口试卷", "certificate": "窗口", "level": "初级", "pass": "16",
                                     "sections": sections}))
    site.examctl("bank", "import", bank)
    paper = site.examctl("paper", "assemble", blueprint, "--bank", "window", "--seed", "7")["paper"]
    return paper, [entry for entry in site.examctl("paper", "show", paper, "--keys")["items"]]
