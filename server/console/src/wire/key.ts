// What names an act for ever: drawn once for each, and the same however often it is sent. Nobody else can know it, and no other
// tab, session or page of this account draws it again.

const kBytes = 16;

export function drawKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(kBytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
