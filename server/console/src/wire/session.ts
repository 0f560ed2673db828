// Signing in and out over HTTPS. The cookie is the browser's business: no script ever sees it, and none can throw it away.
import { insist } from './backoff';

export interface Account { account: string; name: string }
export type SignInFault = 'wrong_credentials' | 'too_many_attempts' | 'busy' | 'wrong_origin' | 'unreachable';

const kFaults: readonly string[] = ['wrong_credentials', 'too_many_attempts', 'busy', 'wrong_origin'];
/** A line that swallows packets says nothing for minutes: nobody waits that long to be connected again. */
export const kPatience = 8_000;
/** A password is checked slowly, and may have to wait for those of others. */
const kSignInPatience = 20_000;

interface Answer { ok: boolean; status: number; said: unknown }

/** What is between the page and the server may answer in its own words. */
function parsed(text: string): unknown {
  try {
    return (JSON.parse(text) as unknown) ?? {};
  } catch {
    return {};
  }
}

/** @returns undefined if there was no answer, or not the whole of it in time */
async function ask(method: string, path: string, body?: object, patience = kPatience): Promise<Answer | undefined> {
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), patience);
  try {
    const init: RequestInit = { method, credentials: 'same-origin', cache: 'no-store', signal: impatience.signal };
    if (body !== undefined) Object.assign(init, { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
    const answer = await fetch(`/console/${path}`, init);
    const text = await answer.text();
    return { ok: answer.ok, status: answer.status, said: parsed(text) };
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

export async function signIn(account: string, password: string, code: string): Promise<Account | SignInFault> {
  const answer = await ask('POST', 'session', code === '' ? { account, password } : { account, password, code }, kSignInPatience);
  if (answer === undefined) return 'unreachable';
  const said = answer.said as Partial<Account> & { error?: string };
  if (answer.ok) return { account: said.account ?? account, name: said.name ?? account };
  return kFaults.includes(said.error ?? '') ? (said.error as SignInFault) : 'unreachable';
}

/** Nobody is, or nobody can be from this address. */
export type Outside = 'not_signed_in' | 'wrong_origin';

/** Whether there is a session, kept alive by asking. */
export async function renew(): Promise<Account | Outside | 'unreachable'> {
  const answer = await ask('POST', 'session/renewal');
  if (answer?.ok) return answer.said as Account;
  if (answer?.status === 403) return 'wrong_origin';
  return answer?.status === 401 ? 'not_signed_in' : 'unreachable';
}

/** Who is signed in, as soon as the server says so: a server that is away has signed nobody out. */
export function arrive(missed: () => void): Promise<Account | Outside> {
  return insist(async () => {
    const known = await renew();
    return known === 'unreachable' ? undefined : known;
  }, missed);
}

/** Returns once the server has said that there is no session any more. Until then whoever has this browser is signed in. */
export function signOut(missed: () => void): Promise<true> {
  return insist(async () => {
    const answer = await ask('DELETE', 'session');
    return answer?.status === 204 || answer?.status === 401 ? true : undefined;
  }, missed);
}
