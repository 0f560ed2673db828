// How long the way to the server and back takes, since the page was opened: a line that gets worse is seen before it breaks.
import type { Point } from './rates';

const kEvery = 5_000;
const kKept = (4 * 60 * 60_000) / kEvery;
const kMinute = 60_000;

interface Trip { at: number; took: number }

export class Trips {
  /** The worst of every five seconds, in milliseconds; NaN where the line broke. */
  readonly points: Point[] = [];
  private recent: Trip[] = [];

  note(at: number, took: number): void {
    this.recent = [...this.recent.filter((trip) => at - trip.at < kMinute), { at, took }];
    const last = this.points.at(-1);
    if (last !== undefined && at - last.at < kEvery && !Number.isNaN(last.value)) last.value = Math.max(last.value, took);
    else this.keep({ at, value: took });
  }

  broken(at: number): void {
    const last = this.points.at(-1);
    if (last !== undefined && !Number.isNaN(last.value)) this.keep({ at, value: NaN });
  }

  /** Undefined if nothing came back in the minute before. */
  lastMinute(now: number): { median: number; worst: number } | undefined {
    const took = this.recent.filter((trip) => now - trip.at < kMinute).map((trip) => trip.took).sort((one, other) => one - other);
    const middle = took[(took.length - 1) >> 1];
    return middle === undefined ? undefined : { median: middle, worst: took.at(-1)! };
  }

  private keep(point: Point): void {
    this.points.push(point);
    if (this.points.length > kKept) this.points.shift();
  }
}
