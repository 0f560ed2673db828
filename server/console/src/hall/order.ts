// Which rows are shown and in which order. Pure: when to apply it is for the grid to say.
import type { Row, Status } from '../wire/messages';
import type { Seat } from './roster';
import { kTroubles, urgency, type Trouble } from './trouble';

export interface Filter {
  site: string;
  /** `site/room`, empty: all */
  place: string;
  status: Status | '';
  trouble: Trouble | '';
  /** as typed */
  search: string;
}
export const everything: Filter = { site: '', place: '', status: '', trouble: '', search: '' };

export type Column =
  | 'trouble' | 'ticket' | 'name' | 'place' | 'status' | 'answered' | 'active' | 'left' | 'late' | 'clock' | 'notices' | 'ends_at'
  | 'site' | 'machine';
export interface Sorting { by: Column; descending: boolean }
export const byTrouble: Sorting = { by: 'trouble', descending: false };

/** `filter.search` in lower case here. */
export function passes(seat: Seat, filter: Filter): boolean {
  const { row } = seat;
  return (filter.site === '' || row.site === filter.site) &&
    (filter.place === '' || `${row.site}/${row.room}` === filter.place) &&
    (filter.status === '' || row.status === filter.status) &&
    (filter.trouble === '' || seat.trouble === filter.trouble) &&
    (filter.search === '' || seat.sought.includes(filter.search));
}

const collator = new Intl.Collator('zh-CN', { numeric: true });
const text = (one: string, other: string): number => (one === other ? 0 : collator.compare(one, other));
/** Digits in tickets have one length: plain comparison is right, and forty times faster than a collator. */
const code = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export function bySeat(one: Row, other: Row): number {
  return text(one.site, other.site) || text(one.room, other.room) || text(one.seat, other.seat);
}

type Compare = (one: Seat, other: Seat) => number;
const number = (of: (row: Row) => number): Compare => (one, other) => of(one.row) - of(other.row);
const rank: Record<Trouble, number> = Object.fromEntries(kTroubles.map((trouble, at) => [trouble, at])) as Record<Trouble, number>;

const compares: Record<Column, Compare> = {
  trouble: (one, other) =>
    rank[one.trouble] - rank[other.trouble] || urgency(one.row, one.trouble) - urgency(other.row, other.trouble),
  ticket: () => 0,
  name: (one, other) => text(one.row.name, other.row.name),
  place: (one, other) => bySeat(one.row, other.row),
  status: (one, other) => code(one.row.status, other.row.status),
  answered: number((row) => row.answered),
  active: number((row) => row.active),
  left: number((row) => row.left),
  late: number((row) => row.late),
  clock: number((row) => Math.abs(row.clock)),
  notices: number((row) => row.read - row.sent),
  ends_at: number((row) => row.ends_at),
  site: (one, other) => bySeat(one.row, other.row),
  machine: (one, other) => text(one.row.machine, other.row.machine),
};

/** Equal rows stand by ticket, whichever way the column is turned, so that no order is ever an accident. */
export function arrange(seats: Iterable<Seat>, filter: Filter, sorting: Sorting): Seat[] {
  const shown: Seat[] = [];
  const wanted = { ...filter, search: filter.search.trim().toLowerCase() };
  for (const seat of seats) if (passes(seat, wanted)) shown.push(seat);
  const compare = compares[sorting.by];
  const way = sorting.descending ? -1 : 1;
  const last = sorting.by === 'ticket' ? way : 1;
  return shown.sort((one, other) => way * compare(one, other) || last * code(one.row.ticket, other.row.ticket));
}

/** Whether two orders show the same rows in the same places. */
export function sameOrder(one: readonly Seat[], other: readonly Seat[]): boolean {
  return one.length === other.length && one.every((seat, at) => seat === other[at]);
}
