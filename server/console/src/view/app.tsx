// Who is signed in decides what is shown.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Console } from '../hall/console';
import { useSource } from '../hall/source';
import { t } from '../text';
import { language, languageChanged } from '../text/language';
import { renew, type Account } from '../wire/session';
import { Batches } from './batches';
import { HallPage } from './hall_page';
import { Plain } from './parts';
import { SignIn } from './sign_in';

type Session = 'checking' | 'signed_out' | 'ended' | Account;

function Signed({ account, ended }: { account: Account; ended: () => void }) {
  const console = useMemo(() => new Console(account, ended), [account]);
  useEffect(() => {
    console.start();
    return () => console.stop();
  }, [console]);
  useSource(console.source);
  return console.chosen === '' ? <Batches console={console} /> : <HallPage key={console.chosen} console={console} />;
}

export function App() {
  useSource(languageChanged);
  const [session, setSession] = useState<Session>('checking');
  useEffect(() => {
    document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  });
  useEffect(() => void renew().then((answer) => setSession(typeof answer === 'object' ? answer : 'signed_out')), []);
  if (session === 'checking') return <Plain heading={t('sign_in.checking')}>{null}</Plain>;
  if (typeof session === 'object') return <Signed account={session} ended={() => setSession('ended')} />;
  return <SignIn ended={session === 'ended'} done={setSession} />;
}
