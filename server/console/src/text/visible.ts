// Candidates choose their names, machines and messages. Whatever they hold is shown as text that stays in its place:
// control characters get a face, nothing turns the direction of its neighbours, and nothing is longer than its room.

const kBidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// eslint-disable-next-line no-control-regex
const kControl = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufff9-\ufffb]/g;

function face(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

/** At most `longest` characters, one line. */
export function visible(text: string, longest = 160): string {
  const clipped = text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return clipped.replace(kBidi, '\ufffd').replace(kControl, face);
}

/** For sentences and attributes, where there is no element to isolate it. */
export function isolated(text: string, longest = 80): string {
  return `\u2068${visible(text, longest)}\u2069`;
}
