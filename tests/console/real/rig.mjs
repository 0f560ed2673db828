// The Python program that started this one holds the server and the candidates (tests/system/console_rig.py): a line of
// JSON asks it for something, a line answers.
import { createInterface } from 'node:readline';

const waiting = [];
createInterface({ input: process.stdin }).on('line', (line) => {
  const { answered, failed } = waiting.shift();
  const answer = JSON.parse(line);
  if ('failed' in answer) failed(new Error(answer.failed));
  else answered(answer.is);
});

/** One at a time, in order. */
export function rig(what, ...given) {
  return new Promise((answered, failed) => {
    waiting.push({ answered, failed });
    process.stdout.write(`${JSON.stringify([what, ...given])}\n`);
  });
}
