// How long to wait before the next attempt to connect: longer each time, and never the same for two pages, so that the
// consoles of a whole exam do not knock on a restarted server in step.

const kFirst = 500;
const kLongest = 15_000;

/** @param attempt 0 for the first; @param random in [0, 1) */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(kLongest, kFirst * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

/** Asks until there is an answer. `missed`: there was none, and it will be asked again. */
export async function insist<Answer>(ask: () => Promise<Answer | undefined>, missed: () => void): Promise<Answer> {
  for (let attempt = 0; ; ++attempt) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    missed();
    await new Promise<void>((again) => void setTimeout(again, backoff(attempt, Math.random())));
  }
}
