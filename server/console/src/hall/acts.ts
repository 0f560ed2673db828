// The acts of the protocol: upon what each may be done, what it asks for, and the operation that the account needs.
import type { Kind, Phase, Row, Scope } from '../wire/messages';
import { isHere, isOver } from './trouble';

export type Field = 'time' | 'seat' | 'category' | 'outage';
export interface ActRule {
  kind: Kind;
  scopes: readonly Scope[];
  fields: readonly Field[];
  /** Ends or undoes something: the button is red. */
  grave?: true;
  /** For one person: whether it can succeed now. The server decides; this only keeps the list short. */
  fits?(row: Whom, phase: Phase): boolean;
}
export type Whom = Pick<Row, 'status' | 'called' | 'try'>;

const everywhere: readonly Scope[] = ['person', 'room', 'site', 'batch'];
const person: readonly Scope[] = ['person'];
const kBefore: readonly Phase[] = ['sealed', 'entry', 'running'];

/** Who has never come, of whom the window still lasts. */
const isOutside = (row: Whom, phase: Phase): boolean =>
  kBefore.includes(phase) && (row.status === 'absent' || (row.status === 'registered' && row.try === 1));

export const kActs: readonly ActRule[] = [
  { kind: 'message', scopes: everywhere, fields: [], fits: (row) => !isOver(row.status) },
  { kind: 'warn', scopes: person, fields: [], fits: (row) => isHere(row.status) },
  { kind: 'answer_call', scopes: person, fields: [], fits: (row) => row.called > 0 },
  { kind: 'pause', scopes: everywhere, fields: [], fits: (row) => row.status === 'sitting' },
  { kind: 'resume', scopes: everywhere, fields: [], fits: (row) => row.status === 'paused' },
  { kind: 'extend', scopes: everywhere, fields: ['time'], fits: (row) => !isOver(row.status) },
  { kind: 'move', scopes: person, fields: ['seat'], fits: (row) => !isOver(row.status) },
  { kind: 'admit', scopes: person, fields: [], fits: isOutside },
  { kind: 'incident', scopes: everywhere, fields: ['category'] },
  // Also of somebody who has ended: some things are found out afterwards.
  { kind: 'terminate', scopes: person, fields: [], grave: true, fits: (row, phase) => phase !== 'finalised' && !['terminated', 'absent'].includes(row.status) },
  { kind: 'reinstate', scopes: person, fields: [], grave: true, fits: (row, phase) => phase !== 'finalised' && row.status === 'terminated' },
  { kind: 'approve_outage', scopes: ['batch'], fields: ['outage'] },
];

/** The names under which `hall.can` lists what an act needs; one of them is enough to offer it. */
export function operations(kind: Kind, scope: Scope): readonly string[] {
  if (kind === 'extend') return [`extend_${scope}`];
  if (kind === 'move') return ['move_in_room', 'move_in_site'];
  return [kind];
}

/** `can` says what the account may do somewhere. Only a chief or the office holds a whole site, only the office a whole batch, and
    these operations are theirs alone: nothing else tells whether a message to everybody is worth offering. */
const kHolds: Record<Scope, readonly string[] | undefined> = {
  person: undefined, room: undefined, site: ['extend_site', 'extend_room'], batch: ['extend_batch', 'approve_outage'],
};

export function holds(can: readonly string[], scope: Scope): boolean {
  return kHolds[scope]?.some((name) => can.includes(name)) ?? true;
}

export function offered(can: readonly string[], scope: Scope, row?: Whom, phase: Phase = 'running'): ActRule[] {
  return kActs.filter((rule) =>
    rule.scopes.includes(scope) && holds(can, scope) && operations(rule.kind, scope).some((name) => can.includes(name)) &&
    (row === undefined || rule.fits === undefined || rule.fits(row, phase)));
}
