// The sites and rooms that there are, from the rows: nothing else tells.
import type { Seat } from './roster';

export interface Place { site: string; room: string; people: number }

const collator = new Intl.Collator('zh-CN', { numeric: true });

export function places(seats: Iterable<Seat>): Place[] {
  const found = new Map<string, Place>();
  for (const { row } of seats) {
    const key = `${row.site}/${row.room}`;
    const place = found.get(key);
    if (place === undefined) found.set(key, { site: row.site, room: row.room, people: 1 });
    else place.people += 1;
  }
  return [...found.values()].sort((one, other) => collator.compare(one.site, other.site) || collator.compare(one.room, other.room));
}
