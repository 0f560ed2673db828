// What the two charts show: how many have arrived, and how many items were answered a minute. The server keeps no such
// history for the page, so it begins when the page was opened, and the charts say so.

export interface Sample { at: number; arrived: number; answered: number }
export interface Point { at: number; value: number }

const kEvery = 5_000;
const kKept = 12 * 60 * 4; // four hours

export class Rates {
  readonly samples: Sample[] = [];

  clear(): void {
    this.samples.length = 0;
  }

  /** Called as often as one likes; keeps one sample in five seconds. */
  note(at: number, arrived: number, answered: number): void {
    const last = this.samples.at(-1);
    if (last !== undefined && at - last.at < kEvery) return;
    this.samples.push({ at, arrived, answered });
    if (this.samples.length > kKept) this.samples.shift();
  }

  arrivals(): Point[] {
    return this.samples.map(({ at, arrived }) => ({ at, value: arrived }));
  }

  /** Over the minute before each sample; over what there is of it at the beginning. Never below zero. */
  answersPerMinute(): Point[] {
    const points: Point[] = [];
    for (let from = 0, to = 1; to < this.samples.length; ++to) {
      const now = this.samples[to]!;
      while (now.at - this.samples[from]!.at > 60_000) ++from;
      const then = this.samples[Math.min(from, to - 1)]!;
      points.push({ at: now.at, value: Math.max(0, ((now.answered - then.answered) * 60_000) / (now.at - then.at)) });
    }
    return points;
  }
}
