// The line of a chart as an SVG path. Pure.
import type { Point } from '../hall/rates';

export const kWidth = 300;
export const kHeight = 96;
/** More than these cannot be told apart. */
const kPoints = 150;

/** The next 1, 2 or 5 times a power of ten: a scale that can be read. */
export function ceiling(value: number): number {
  if (value <= 5) return 5;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}

const isGap = (point: Point): boolean => Number.isNaN(point.value);

/** One point for several: the highest of them, so that no peak is lost, and a gap if one of them is. */
function thinned(points: readonly Point[]): Point[] {
  const every = Math.max(1, Math.ceil(points.length / kPoints));
  if (every === 1) return [...points];
  const kept: Point[] = [];
  for (let from = 0; from < points.length; from += every) {
    const some = points.slice(from, from + every);
    const values = some.filter((point) => !isGap(point));
    if (values.length > 0) kept.push(values.reduce((most, point) => (point.value > most.value ? point : most)));
    kept.push(...some.filter(isGap).slice(-1));
  }
  return kept.sort((one, other) => one.at - other.at);
}

/** @param top the value at the upper edge; `from` and `to` are the times at the left and the right one */
export function path(points: readonly Point[], top: number, from: number, to: number): string {
  const long = Math.max(1, to - from);
  let pen = 'M';
  return thinned(points).map((point) => {
    if (isGap(point)) {
      pen = 'M';
      return '';
    }
    const [x, y] = [((point.at - from) / long) * kWidth, kHeight - (point.value / top) * kHeight];
    const drawn = `${pen}${x.toFixed(1)} ${y.toFixed(1)}${pen === 'M' ? 'h0' : ''}`;
    pen = 'L';
    return drawn;
  }).join('');
}
