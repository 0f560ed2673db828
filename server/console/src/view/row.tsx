// One row of the grid. Drawn dozens of times a second: no hooks, no closures, plain elements.
import type { Seat } from '../hall/roster';
import { endsAt, isDropped, isOver, kClockOff } from '../hall/trouble';
import { t } from '../text';
import { kNone, shortTime, signedSeconds } from '../text/format';
import type { Row } from '../wire/messages';
import { visible } from '../text/visible';

/** Half a second is what any machine is off by: a calm list does not show it. */
const kClockShown = 500;

export interface Frame { items: number; now: number; zone: string; last: 'site' | 'machine' }

export function ago(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 60) return t('ago.seconds', { n: seconds });
  return seconds < 3_600 ? t('ago.minutes', { n: Math.floor(seconds / 60) }) : t('ago.hours', { n: Math.floor(seconds / 3_600) });
}

/** Clipped by CSS; the title says the whole. */
function cell(name: string, text: string, column: number) {
  const shown = visible(text);
  return <span role="gridcell" aria-colindex={column} class={name} title={shown}><bdi>{shown}</bdi></span>;
}

function progress(row: Row, items: number) {
  const share = items === 0 ? 0 : Math.min(1, row.answered / items);
  return (
    <span role="gridcell" aria-colindex={6} class="answered number">
      <span class="done"><span style={{ transform: `scaleX(${share.toFixed(3)})` }} /></span>{row.answered}<i>/{items}</i>
    </span>
  );
}

/** The word for what is wrong; nothing where nothing is, so that the eye finds the rest. */
function trouble(seat: Seat) {
  return (
    <span role="gridcell" aria-colindex={1} class="trouble-cell">
      {seat.trouble !== 'none' && <span class={`mark trouble ${seat.trouble}`}>{t(`trouble.${seat.trouble}`)}</span>}
    </span>
  );
}

const number = (name: string, column: number, text: string, bad: boolean) =>
  <span role="gridcell" aria-colindex={column} class={`${name} number ${bad ? 'bad' : ''}`}>{text}</span>;

export function cells(seat: Seat, frame: Frame) {
  const { row } = seat;
  const online = row.online ? 'online' : isDropped(row) ? 'lost' : 'offline';
  return (
    <>
      {trouble(seat)}
      {cell('ticket number', row.ticket, 2)}
      {cell('name', row.name, 3)}
      <span role="gridcell" aria-colindex={4} class="place" title={visible(`${row.site} ${row.room} ${row.seat}`)}>
        <bdi>{visible(row.room, 60)}</bdi> <b class="number"><bdi>{visible(row.seat, 24)}</bdi></b>
      </span>
      <span role="gridcell" aria-colindex={5} class="state"><i class={`dot ${online}`} /><span class={`mark status ${row.status}`}>{t(`status.${row.status}`)}</span></span>
      {progress(row, frame.items)}
      {number('active', 7, row.active === 0 ? kNone : isOver(row.status) ? shortTime(row.active, frame.zone) : ago(frame.now - row.active), seat.trouble === 'idle')}
      {number('left', 8, row.away ? `${row.left} · ${t('away.now')}` : row.left === 0 ? kNone : String(row.left), row.away)}
      {number('late', 9, row.late === 0 ? kNone : String(row.late), row.late > 0)}
      {number('clock', 10, Math.abs(row.clock) < kClockShown ? kNone : signedSeconds(row.clock), Math.abs(row.clock) >= kClockOff)}
      {number('notices', 11, row.sent === 0 ? kNone : `${row.read}/${row.delivered}/${row.sent}`, row.read < row.sent)}
      {number('ends_at', 12, shortTime(endsAt(row, frame.now), frame.zone), seat.trouble === 'end_unseen')}
      {cell(frame.last, row[frame.last], 13)}
    </>
  );
}
