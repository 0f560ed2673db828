// What is wrong with one candidate, worst first: the order in which a proctor wants to look.
import type { Row, Status } from '../wire/messages';

export const kTroubles = ['called', 'not_saved', 'not_seated', 'dropped', 'away', 'left', 'late', 'clock_off', 'end_unseen', 'idle', 'none'] as const;
export type Trouble = (typeof kTroubles)[number];

/** A clock off by less than this is an ordinary machine. */
export const kClockOff = 5_000;
export const kIdle = 5 * 60_000;
/** So long an announced end may be on its way to a screen. */
export const kUnseen = 15_000;

const kHere: readonly Status[] = ['seated', 'sitting', 'paused'];
const kOver: readonly Status[] = ['handed_in', 'collected', 'terminated', 'absent'];

/** Has a seat and has not ended: somebody who should be connected. */
export const isHere = (status: Status): boolean => kHere.includes(status);
export const isOver = (status: Status): boolean => kOver.includes(status);

/** While time stands the end moves along with it. */
export const endsAt = (row: Row, now: number): number => row.ends_at + (row.paused > 0 ? Math.max(0, now - row.paused) : 0);

export function isDropped(row: Row): boolean {
  return isHere(row.status) && !row.online;
}

/** Who has not touched anything yet is idle since the start, or since coming later. */
function isIdle(row: Row, start: number, now: number): boolean {
  if (row.status !== 'sitting') return false;
  return now - (row.active > 0 ? row.active : Math.max(start, row.since)) >= kIdle;
}

function isEndUnseen(row: Row, now: number): boolean {
  return row.moved > 0 && !row.moved_shown && row.status !== 'paused' && now - Math.max(row.moved, row.since) >= kUnseen;
}

/** @param start when the batch starts, @param now the server's time */
export function troubleOf(row: Row, start: number, now: number): Trouble {
  if (row.called > 0) return 'called';
  if (row.unsaved > 0) return 'not_saved';
  if (row.status === 'registered') return now >= start ? 'not_seated' : 'none';
  if (isOver(row.status)) return 'none';
  if (!row.online) return 'dropped';
  if (row.away) return 'away';
  if (row.left > 0) return 'left';
  if (row.late > 0) return 'late';
  if (Math.abs(row.clock) >= kClockOff) return 'clock_off';
  if (isEndUnseen(row, now)) return 'end_unseen';
  return isIdle(row, start, now) ? 'idle' : 'none';
}

/** Within one trouble: who has waited longest, or has the most of it, comes first. Smaller is earlier. */
export function urgency(row: Row, trouble: Trouble): number {
  switch (trouble) {
    case 'called': return row.called;
    case 'not_saved': return row.unsaved;
    case 'dropped': return row.since;
    case 'away': case 'left': return -row.left;
    case 'late': return -row.late;
    case 'clock_off': return -Math.abs(row.clock);
    case 'end_unseen': return row.moved;
    case 'idle': return row.active;
    default: return 0;
  }
}
