// Lines drawn by ourselves: looking at them beats reading numbers, and none needs a library.
import type { Console } from '../hall/console';
import type { Point } from '../hall/rates';
import { useTick } from '../hall/source';
import { t } from '../text';
import { clockTime, shortTime } from '../text/format';
import { grouped } from '../text/language';
import { ceiling, kHeight, kWidth, path } from './line_chart';

interface Props {
  name: string; points: readonly Point[]; zone: string;
  /** What the line has come to, in words. */
  now: string;
  /** The upper edge; 0: what fits. */
  limit?: number;
  /** The right edge, if it is not the last point. */
  until?: number;
  unit?: string;
  note?: string;
}

function Chart({ name, points, zone, now, limit = 0, until, unit = '', note }: Props) {
  const first = points[0];
  const to = until ?? points.at(-1)?.at ?? 0;
  const values = points.map((point) => point.value).filter((value) => !Number.isNaN(value));
  if (first === undefined || values.length < 2) return <figure><figcaption>{name}</figcaption><p class="empty">{t('chart.wait')}</p></figure>;
  const top = limit > 0 ? limit : ceiling(Math.max(...values));
  return (
    <figure>
      <figcaption>{name} <b class="number">{now}</b></figcaption>
      <svg viewBox={`-2 -4 ${kWidth + 4} ${kHeight + 8}`} role="img" aria-label={`${name}: ${now}`} preserveAspectRatio="none">
        <path class="rule" d={`M0 0H${kWidth}M0 ${kHeight / 2}H${kWidth}M0 ${kHeight}H${kWidth}`} />
        <path class="value" d={path(points, top, first.at, to)} />
      </svg>
      <p class="axis number"><span>{shortTime(first.at, zone)}</span><span>0 – {grouped(top)}{unit}</span><span>{shortTime(to, zone)}</span></p>
      {note !== undefined && <small>{note}</small>}
    </figure>
  );
}

/** The line itself: drawn on while it is down, as a gap. */
function Trips({ console, zone }: { console: Console; zone: string }) {
  useTick(1_000);
  const now = console.clock.now();
  const minute = console.trips.lastMinute(now);
  const words = console.line.is !== 'open' ? t('chart.trip.down')
    : minute === undefined ? '' : t('chart.trip.now', { median: Math.round(minute.median), worst: Math.round(minute.worst) });
  return <Chart name={t('chart.trip')} points={console.trips.points} zone={zone} now={words} until={now} unit={` ${t('chart.ms')}`} note={t('chart.trip.note')} />;
}

const nowOf = (points: readonly Point[]): string => t('chart.now', { n: Math.round(points.at(-1)?.value ?? 0) });

export function Charts({ console }: { console: Console }) {
  const { rates, batch, totals } = console.hall;
  const zone = batch?.zone ?? 'UTC';
  const since = rates.samples[0];
  const [arrivals, answers] = [rates.arrivals(), rates.answersPerMinute()];
  return (
    <div class="charts">
      <Chart name={t('chart.arrivals')} points={arrivals} zone={zone} limit={totals.all} now={nowOf(arrivals)} />
      <Chart name={t('chart.answers')} points={answers} zone={zone} now={nowOf(answers)} />
      <Trips console={console} zone={zone} />
      {since !== undefined && <small>{t('chart.since', { time: clockTime(since.at, zone) })}</small>}
    </div>
  );
}
