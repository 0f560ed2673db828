// What the report of one room says: counted here, so that it can be tested, and laid out by the view.
import type { Incident, Row } from '../wire/messages';
import { isOver } from './trouble';

export interface Summary {
  rows: Row[];
  registered: number; present: number; absent: number; still: number;
  handed_in: number; collected: number; terminated: number;
  incidents: Incident[];
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** Incidents of the room, of its site, of the whole batch and of those who sit in it. */
function concerns(incident: Incident, place: string, tickets: ReadonlySet<string>): boolean {
  if (incident.scope === 'batch') return true;
  if (incident.scope === 'room') return incident.target === place;
  return incident.scope === 'site' ? place.startsWith(`${incident.target}/`) : tickets.has(incident.target);
}

export function summarise(all: Iterable<Row>, place: string, incidents: readonly Incident[]): Summary {
  const rows = [...all].filter((row) => `${row.site}/${row.room}` === place)
    .sort((one, other) => collator.compare(one.seat, other.seat) || (one.ticket < other.ticket ? -1 : 1));
  const tickets = new Set(rows.map((row) => row.ticket));
  const how = (...statuses: Row['status'][]): number => rows.filter((row) => statuses.includes(row.status)).length;
  return {
    rows,
    registered: rows.length,
    present: rows.length - how('registered', 'absent'),
    absent: how('registered', 'absent'),
    still: rows.filter((row) => !isOver(row.status) && row.status !== 'registered').length,
    handed_in: how('handed_in'), collected: how('collected'), terminated: how('terminated'),
    incidents: incidents.filter((incident) => concerns(incident, place, tickets)).sort((one, other) => one.at - other.at),
  };
}
