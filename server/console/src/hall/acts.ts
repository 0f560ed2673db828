// The acts of the protocol: upon what each may be done, what it asks for, and the operation that the account needs.
import type { Kind, Scope, Status } from '../wire/messages';
import { isHere, isOver } from './trouble';

export type Field = 'time' | 'seat' | 'category';
export interface ActRule {
  kind: Kind;
  scopes: readonly Scope[];
  fields: readonly Field[];
  /** Ends or undoes something: the button is red. */
  grave?: true;
  /** For one person: whether it makes sense now. The server decides; this only keeps the list short. */
  fits?(status: Status, called: boolean): boolean;
}

const everywhere: readonly Scope[] = ['person', 'room', 'site', 'batch'];
const person: readonly Scope[] = ['person'];

export const kActs: readonly ActRule[] = [
  { kind: 'message', scopes: everywhere, fields: [] },
  { kind: 'warn', scopes: person, fields: [], fits: isHere },
  { kind: 'answer_call', scopes: person, fields: [], fits: (_, called) => called },
  { kind: 'pause', scopes: everywhere, fields: [], fits: (status) => status === 'sitting' || status === 'seated' },
  { kind: 'resume', scopes: everywhere, fields: [], fits: (status) => status === 'paused' },
  { kind: 'extend', scopes: everywhere, fields: ['time'], fits: (status) => !isOver(status) },
  { kind: 'move', scopes: person, fields: ['seat'], fits: (status) => !isOver(status) },
  { kind: 'admit', scopes: person, fields: [], fits: (status) => status === 'registered' || status === 'absent' },
  { kind: 'incident', scopes: everywhere, fields: ['category'] },
  { kind: 'terminate', scopes: person, fields: [], grave: true, fits: (status) => !isOver(status) },
  { kind: 'reinstate', scopes: person, fields: [], grave: true, fits: (status) => isOver(status) && status !== 'absent' },
  { kind: 'approve_outage', scopes: ['batch'], fields: [] },
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

export function offered(can: readonly string[], scope: Scope, who?: { status: Status; called: boolean }): ActRule[] {
  return kActs.filter((rule) =>
    rule.scopes.includes(scope) && holds(can, scope) && operations(rule.kind, scope).some((name) => can.includes(name)) &&
    (who === undefined || rule.fits === undefined || rule.fits(who.status, who.called)));
}
