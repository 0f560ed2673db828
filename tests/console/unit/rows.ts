// Rows for tests: whoever says nothing is sitting quietly.
import { Roster, type Seat } from '../../../server/console/src/hall/roster';
import { blankRow, type Card, type Row } from '../../../server/console/src/wire/messages';

export const kStart = 1_684_546_200_000;
export const kNow = kStart + 30 * 60_000;

export function row(part: Partial<Row>): Row {
  return { ...blankRow, ticket: 'T1', name: '考生', site: 'S', room: '1', status: 'sitting', online: true, since: kStart, active: kNow - 1_000, ...part };
}

export function seats(...parts: Partial<Row>[]): Seat[] {
  const roster = new Roster();
  roster.start = kStart;
  roster.load(parts.map((part, at) => row({ ticket: `T${at}`, ...part })), kNow);
  return [...roster.seats.values()];
}

export const card: Card = {
  code: '2023-04-J', title: '第 4 批', level: '初级', zone: 'Asia/Shanghai', start: kStart, end: kStart + 7_200_000, phase: 'running', outage_proposed: 0, outage_from: 0, outage_over_limit: 0,
};
