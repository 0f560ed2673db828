// Signing in and out over HTTPS. The cookie is the browser's business: no script ever sees it.

export interface Account { account: string; name: string }
export type SignInFault = 'wrong_credentials' | 'too_many_attempts' | 'busy' | 'wrong_origin' | 'unreachable';

const kFaults: readonly string[] = ['wrong_credentials', 'too_many_attempts', 'busy', 'wrong_origin'];

async function ask(method: string, path: string, body?: object): Promise<Response | undefined> {
  try {
    const init: RequestInit = { method, credentials: 'same-origin', cache: 'no-store' };
    if (body !== undefined) Object.assign(init, { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
    return await fetch(`/console/${path}`, init);
  } catch {
    return undefined;
  }
}

export async function signIn(account: string, password: string, code: string): Promise<Account | SignInFault> {
  const answer = await ask('POST', 'session', code === '' ? { account, password } : { account, password, code });
  if (answer === undefined) return 'unreachable';
  const said = (await answer.json().catch(() => ({}))) as Partial<Account> & { error?: string };
  if (answer.ok) return { account: said.account ?? account, name: said.name ?? account };
  return kFaults.includes(said.error ?? '') ? (said.error as SignInFault) : 'unreachable';
}

/** Whether there is a session, kept alive by asking. */
export async function renew(): Promise<Account | 'not_signed_in' | 'unreachable'> {
  const answer = await ask('POST', 'session/renewal');
  if (answer === undefined) return 'unreachable';
  if (answer.ok) return (await answer.json()) as Account;
  return answer.status === 401 ? 'not_signed_in' : 'unreachable';
}

export async function signOut(): Promise<void> {
  await ask('DELETE', 'session');
}
