// What a candidate was told, as its program wrote it down.
import { eventually } from '../browser/steps.mjs';
import { rig } from './rig.mjs';

export async function heard(key, event, right, what) {
  let last = [];
  await eventually(async () => (last = await rig('heard', key, event)).some(right), 'x', 20).catch(() => {
    throw new Error(`${key} was not told: ${what}; it heard ${JSON.stringify(last)}`);
  });
  return last.filter(right).at(-1);
}
