"""What the honest waited: examhall-load's series, cut into the spans of the run, and what is held against it."""
import csv
import statistics

QUANTILES = (0.5, 0.99, 1)


def quantile(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class Waits:
    def __init__(self, series):
        with open(series, encoding="utf-8") as lines:
            self.rows = [(row["kind"], int(row["at_ms"]), int(row["us"]) / 1000) for row in csv.DictReader(lines)]

    def times(self, kind, spans):
        return sorted(ms for k, at, ms in self.rows if k == kind and any(begin * 1000 <= at < end * 1000 for _, begin, end in spans))

    def p99(self, spans):
        return quantile(self.times("ack", spans), 0.99)

    def line(self, name, spans):
        acks = self.times("ack", spans)
        middle, high, top = (quantile(acks, share) for share in QUANTILES)
        lag = quantile(self.times("lag", spans), 0.99)
        return f"  {name:14}{sum(e - b for _, b, e in spans):8.1f}{len(acks):9}{middle:8.2f}{high:8.2f}{top:8.2f}{lag:13.2f}"


HEADING = f"  {'':14}{'seconds':>8}{'answers':>9}{'p50':>8}{'p99':>8}{'max':>8}{'own lag p99':>13}"


def named(spans, name):
    return [span for span in spans if span[0] == name]


def report(waits, spans, turns):
    """Prints all of it; the pooled p99 of the control and of the attacked spans."""
    print("诚实考生从该答到确认的毫秒数 / honest answers, milliseconds from due to ack")
    print(HEADING)
    for span in spans:
        print(waits.line(span[0], [span]))
    print("同样的攻击轮流对准对照服务器和考生的服务器 / the same attack in turns on the control server and on the one that the honest use")
    print(HEADING)
    pooled = {name: named(turns, name) for name in ("quiet", "control", "attacked")}
    for name, chosen in pooled.items():
        print(waits.line(name, chosen))
    each = [(waits.p99([control]), waits.p99([attacked])) for control, attacked in zip(pooled["control"], pooled["attacked"])]
    control, attacked = waits.p99(pooled["control"]), waits.p99(pooled["attacked"])
    ratios = [a / c if c else 0.0 for c, a in each]
    print("  p99, control → attacked: " + ", ".join(f"{c:.2f} → {a:.2f}" for c, a in each))
    print(f"  ÷ of each turn: {', '.join(f'{r:.2f}' for r in ratios)}; median {statistics.median(ratios):.2f}; pooled {attacked / control if control else 0:.2f}")
    return control, attacked
