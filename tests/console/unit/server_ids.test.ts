// Every id that the server can send to this page has a text, in the server's own sources: so that a new one is not forgotten.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { table } from '../../../server/console/src/text';

const server = `${process.env.CONSOLE_SOURCE}/..`;
const read = (path: string): string => readFileSync(`${server}/${path}`, 'utf8');
const folder = (name: string): string => readdirSync(`${server}/${name}`).filter((file) => file.endsWith('.cpp')).map((file) => read(`${name}/${file}`)).join('\n');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((found) => found[1]!);
const part = (text: string, from: string, to: string): string => {
  assert(text.includes(from), from);
  return text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)));
};
const isThere = (kind: string, ids: readonly string[], least: number): void => {
  assert(ids.length >= least, `${ids.length} of ${kind} found: the sources are written otherwise now`);
  for (const id of ids) assert(`${kind}.${id}` in table, `${kind}.${id}`);
};

/** These go to examctl, or to whoever is not signed in. */
const kOthers = ['not_closed', 'no_such_results', 'busy', 'wrong_credentials', 'too_many_attempts', 'not_signed_in',
  'none', 'end_not_after_start', 'starts_in_the_past', 'already_started', 'end_in_the_past', 'bad_request', 'unknown_request'];
const mine = (ids: readonly string[]): string[] => ids.filter((id) => !kOthers.includes(id));

test('why an attempt refuses', () => {
  isThere('why', all(read('exam/refusal.cpp'), /\{RefusalId::\w+, "(\w+)"\}/g), 16);
});

test('why a schedule cannot be moved, or a request decided', () => {
  isThere('why', mine(all(part(read('exam/schedule.cpp'), 'to_text(ScheduleRefusal', '\n}\n'), /return "(\w+)"/g)), 3);
  isThere('why', all(part(read('exam/fold.cpp'), 'why_not_decide(', '\n}\n'), /"(\w+)"/g), 2);
});

test('why the hall, the office or the console itself refuse', () => {
  const refusing = /(?:\b(?:refused|refusal)\(|\{false, )"(\w+)"/g;
  isThere('why', mine(all(folder('hall'), refusing)), 6);
  isThere('why', all(part(read('hall/room_acts.cpp'), 'why_not_there(', '\n}\n'), /"(\w+)"/g), 2);
  isThere('why', mine(all(folder('office'), refusing)), 1);
  isThere('why', all(read('office/staff_room.cpp'), /\.error = "(\w+)"/g), 1);
  isThere('why', mine([...all(folder('proctoring'), /(?:say_error\([\w.>-]+, |\berror\((?:seen \? "\w+" : )?)"(\w+)"/g), ...all(folder('proctoring'), refusing)]), 6);
});

test('why scores stay as they are', () => {
  isThere('why', mine(all(part(read('hall/approvals.cpp'), 'why_no_other_scores(', '\n}\n'), /"(\w+)"/g)), 3);
});

test('what the interface names besides', () => {
  isThere('why', ['forbidden', 'other_batch', 'too_fast', 'too_many', 'room_of_several_sites', 'storage', 'bad_message', 'unknown_type'], 8);
});

test('what happens to a candidate, and why time was given back', () => {
  isThere('event', all(part(read('exam/event_json.cpp'), 'kPersonKinds{', '};'), /"(\w+)"/g), 30);
  isThere('event', all(part(read('exam/entry.cpp'), 'bool concerns_candidates(', '\n}\n'), /kind == "(\w+)"/g), 5);
  isThere('outage', ['compensated', ...all(part(read('hall/restoring.cpp'), 'outcome_of(', '\n}\n'), /"(\w+)"/g)], 5);
  isThere('cause', all(read('exam/attempt.hpp'), /std::string cause;\s*\/\/\/< (\w+)/g), 1);
});
