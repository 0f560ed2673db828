// Who is signed in decides what is shown.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Console } from '../hall/console';
import { useSource } from '../hall/source';
import { t, type Key } from '../text';
import { language, languageChanged } from '../text/language';
import { arrive, signOut, type Account, type Outside } from '../wire/session';
import { Batches } from './batches';
import { HallPage } from './hall_page';
import { Plain } from './parts';
import { SignIn } from './sign_in';

/** What of the server's answer is awaited: whether somebody is signed in, or that nobody is any more. */
type Awaited = 'checking' | 'unreachable' | 'signing_out' | 'not_signed_out';
type Left = 'ended' | 'signing_out';
type Session = Awaited | { out: Key | '' } | Account;

const kAwaited: Record<Awaited, { heading: Key; more?: Key }> = {
  checking: { heading: 'sign_in.checking' },
  unreachable: { heading: 'sign_in.checking', more: 'sign_in.unreachable' },
  signing_out: { heading: 'sign_out.busy' },
  not_signed_out: { heading: 'sign_out.not_yet', more: 'sign_out.stay' },
};

function Waiting({ what }: { what: Awaited }) {
  const { heading, more } = kAwaited[what];
  return <Plain heading={t(heading)}><p role="alert" class="fault">{more !== undefined && t(more)}</p></Plain>;
}

function Signed({ account, left }: { account: Account; left: (why: Left) => void }) {
  const console = useMemo(() => new Console(account, left), [account]);
  useEffect(() => {
    console.start();
    return () => console.stop();
  }, [console]);
  useSource(console.source);
  return console.chosen === '' ? <Batches console={console} /> : <HallPage key={console.chosen} console={console} />;
}

const outside = (why: Outside): Session => ({ out: why === 'wrong_origin' ? 'fault.wrong_origin' : '' });

/** The form for the next one comes only when the one before is out. */
function leave(why: Left, now: (session: Session) => void): void {
  if (why === 'ended') return now({ out: 'sign_in.ended' });
  now('signing_out');
  void signOut(() => now('not_signed_out')).then(() => now({ out: '' }));
}

export function App() {
  useSource(languageChanged);
  const [session, setSession] = useState<Session>('checking');
  useEffect(() => {
    document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  });
  useEffect(() => void arrive(() => setSession('unreachable')).then((found) => setSession(typeof found === 'object' ? found : outside(found))), []);
  if (typeof session === 'string') return <Waiting what={session} />;
  if ('out' in session) return <SignIn why={session.out} done={setSession} />;
  return <Signed account={session} left={(why) => leave(why, setSession)} />;
}
