// One candidate's cable, one room's switch, or the server? Computed from when the rows' connections were lost: what goes
// together within seconds has one cause.
import type { Row } from '../wire/messages';
import { isDropped, isHere } from './trouble';

export type Reach = 'server' | 'site' | 'room' | 'person';
export interface Drop {
  reach: Reach;
  /** ticket, `site/room`, site or empty */
  target: string;
  dropped: number;
  /** who should be connected there */
  of: number;
  since: number;
}

/** Lost within this of each other: together. Clients notice a dead line within 30 s. */
export const kTogether = 30_000;
/** Fewer than this is not a room. */
const kGroup = 3;
const kShare = 0.4;
const kSiteOrServer = 0.5;

interface Group { lost: Row[]; here: number; parts: Map<string, { lost: number; here: number }> }

function grouped(rows: Iterable<Row>, key: (row: Row) => string, part: (row: Row) => string): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    if (!isHere(row.status)) continue;
    const name = key(row);
    let group = groups.get(name);
    if (group === undefined) groups.set(name, (group = { lost: [], here: 0, parts: new Map() }));
    const counts = group.parts.get(part(row)) ?? { lost: 0, here: 0 };
    group.parts.set(part(row), counts);
    group.here += 1;
    counts.here += 1;
    if (!isDropped(row)) continue;
    group.lost.push(row);
    counts.lost += 1;
  }
  return groups;
}

/** A part from which a single one is missing has not been hit. */
const hit = (group: Group): number => [...group.parts.values()].filter(({ lost, here }) => lost >= kShare * here && lost > 0).length;

/** The largest number of rows that were lost together, and since when. */
function burst(lost: readonly Row[]): { size: number; since: number } {
  const times = lost.map((row) => row.since).sort((one, other) => one - other);
  let best = { size: 0, since: 0 };
  for (let from = 0, to = 0; to < times.length; ++to) {
    while (times[to]! - times[from]! > kTogether) ++from;
    if (to - from + 1 > best.size) best = { size: to - from + 1, since: times[from]! };
  }
  return best;
}

function whole(reach: Reach, groups: Map<string, Group>, share: number, parts: number): Drop[] {
  const drops: Drop[] = [];
  for (const [target, group] of groups) {
    const { size, since } = burst(group.lost);
    if (size >= kGroup && size >= share * group.here && hit(group) >= parts)
      drops.push({ reach, target, dropped: group.lost.length, of: group.here, since });
  }
  return drops.sort((one, other) => other.dropped - one.dropped);
}

/** The widest cause that explains the most, then what it does not explain. Empty if everybody is connected. */
export function findDrops(rows: readonly Row[]): Drop[] {
  const place = (row: Row): string => `${row.site}/${row.room}`;
  const all = whole('server', grouped(rows, () => '', (row) => row.site), kSiteOrServer, 2);
  if (all.length > 0) return all;
  // Who sees one site cannot tell its line from the server's; without sites there is only the server's.
  const sites = whole('site', grouped(rows, (row) => row.site, place), kSiteOrServer, 2)
    .map((drop): Drop => (drop.target === '' ? { ...drop, reach: 'server' } : drop));
  const outside = rows.filter((row) => !sites.some((site) => site.target === row.site));
  const rooms = whole('room', grouped(outside, place, (row) => row.ticket), kShare, kGroup);
  const alone = outside
    .filter((row) => isDropped(row) && !rooms.some((room) => room.target === place(row)))
    .sort((one, other) => one.since - other.since)
    .map((row): Drop => ({ reach: 'person', target: row.ticket, dropped: 1, of: 1, since: row.since }));
  return [...sites, ...rooms, ...alone];
}
