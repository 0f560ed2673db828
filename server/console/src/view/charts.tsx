// Two lines drawn by ourselves: looking at them beats reading numbers, and neither needs a library.
import type { Console } from '../hall/console';
import type { Point } from '../hall/rates';
import { t } from '../text';
import { clockTime, shortTime } from '../text/format';
import { grouped } from '../text/language';

const kWidth = 300;
const kHeight = 96;
const kPoints = 150;

/** The next 1, 2 or 5 times a power of ten: a scale that can be read. */
export function ceiling(value: number): number {
  if (value <= 5) return 5;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}

export function path(points: readonly Point[], top: number): string {
  const every = Math.max(1, Math.ceil(points.length / kPoints));
  const kept = points.filter((_, at) => at % every === 0 || at === points.length - 1);
  const from = kept[0]?.at ?? 0;
  const long = Math.max(1, (kept.at(-1)?.at ?? 0) - from);
  return kept
    .map(({ at, value }, place) =>
      `${place === 0 ? 'M' : 'L'}${(((at - from) / long) * kWidth).toFixed(1)} ${(kHeight - (value / top) * kHeight).toFixed(1)}`)
    .join('');
}

function Chart({ name, points, zone, limit }: { name: string; points: readonly Point[]; zone: string; limit: number }) {
  const last = points.at(-1);
  const first = points[0];
  if (last === undefined || first === undefined || points.length < 2) return <figure><figcaption>{name}</figcaption><p class="empty">{t('chart.wait')}</p></figure>;
  const top = limit > 0 ? limit : ceiling(Math.max(...points.map((point) => point.value)));
  const now = t('chart.now', { n: Math.round(last.value) });
  return (
    <figure>
      <figcaption>{name} <b class="number">{now}</b></figcaption>
      <svg viewBox={`-2 -4 ${kWidth + 4} ${kHeight + 8}`} role="img" aria-label={`${name}: ${now}`} preserveAspectRatio="none">
        <path class="rule" d={`M0 0H${kWidth}M0 ${kHeight / 2}H${kWidth}M0 ${kHeight}H${kWidth}`} />
        <path class="value" d={path(points, top)} />
      </svg>
      <p class="axis number"><span>{shortTime(first.at, zone)}</span><span>0 – {grouped(top)}</span><span>{shortTime(last.at, zone)}</span></p>
    </figure>
  );
}

export function Charts({ console }: { console: Console }) {
  const { rates, batch, totals } = console.hall;
  const zone = batch?.zone ?? 'UTC';
  const since = rates.samples[0];
  return (
    <div class="charts">
      <Chart name={t('chart.arrivals')} points={rates.arrivals()} zone={zone} limit={totals.all} />
      <Chart name={t('chart.answers')} points={rates.answersPerMinute()} zone={zone} limit={0} />
      {since !== undefined && <small>{t('chart.since', { time: clockTime(since.at, zone) })}</small>}
    </div>
  );
}
