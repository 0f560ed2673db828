// Account, password and, for accounts with two steps, the one-time code.
import { useRef, useState } from 'preact/hooks';
import { t, type Key } from '../text';
import { signIn, type Account } from '../wire/session';
import { Plain } from './parts';

export function SignIn({ why, done }: { why: Key | ''; done: (account: Account) => void }) {
  const [fault, setFault] = useState(why);
  const [busy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    const answer = await signIn(String(form.get('account')).trim(), String(form.get('password')), String(form.get('code')).trim());
    setBusy(false);
    if (typeof answer === 'object') return done(answer);
    setFault(`fault.${answer}`);
    password.current?.select();
  }

  return (
    <Plain heading={t('sign_in')}>
      <form class="sign-in" onSubmit={(event) => void submit(event)}>
        <label>{t('sign_in.account')}<input name="account" autocomplete="username" required maxLength={64} autofocus /></label>
        <label>{t('sign_in.password')}
          <input ref={password} name="password" type="password" autocomplete="current-password" required maxLength={512} /></label>
        <label>{t('sign_in.code')} <small>{t('sign_in.code_hint')}</small>
          <input name="code" inputMode="numeric" autocomplete="one-time-code" maxLength={16} /></label>
        <p role="alert" class="fault">{fault !== '' && t(fault)}</p>
        <button class="main" disabled={busy}>{t(busy ? 'sign_in.busy' : 'sign_in')}</button>
      </form>
    </Plain>
  );
}
