// One form for every kind of act: upon whom, what it does, what it needs, and what became of it.
import { useState } from 'preact/hooks';
import { kActs } from '../hall/acts';
import { complete, type Draft, type Missing } from '../hall/check_act';
import type { Console } from '../hall/console';
import { useSource } from '../hall/source';
import { t } from '../text';
import { clockTime, span } from '../text/format';
import type { ActResult, Category, Kind, Scope } from '../wire/messages';
import type { Desk } from './desk';
import { Modal } from './dialogs';
import { Outcome, upon } from './outcome';
import { Foreign } from './parts';

interface Props { console: Console; desk: Desk; kind: Kind; scope: Scope; target: string }
type Set = (part: Partial<Draft>) => void;

const kCategories: readonly Category[] = ['candidate', 'environment', 'technical', 'staff'];
const kMinutes = [5, 10, 15, 30] as const;

/** How many of those whom this account sees the act concerns. */
function concerned(console: Console, scope: Scope, target: string): number {
  let people = 0;
  for (const { row } of console.hall.roster.seats.values())
    if (scope === 'batch' || (scope === 'site' && row.site === target) || (scope === 'room' && `${row.site}/${row.room}` === target)) people += 1;
  return people;
}

function Target({ console, scope, target }: Omit<Props, 'desk' | 'kind'>) {
  const row = scope === 'person' ? console.hall.roster.seats.get(target)?.row : undefined;
  if (row !== undefined)
    return <p class="target">{t('act.to')}: <b><Foreign text={row.name} /></b> <span class="number"><Foreign text={row.ticket} /></span> · <Foreign text={row.room} /> · <Foreign text={row.seat} /></p>;
  return (
    <p class="target">
      {t('act.to')}: <b>{upon(scope, target)}</b> — {t('act.to.people', { n: concerned(console, scope, target) })}
    </p>
  );
}

function Fields({ kind, draft, set }: { kind: Kind; draft: Draft; set: Set }) {
  const fields = kActs.find((rule) => rule.kind === kind)?.fields ?? [];
  return (
    <>
      {fields.includes('time') &&
        <label>{t('act.time')}<span class="together">
          <input class="short" inputMode="decimal" autofocus value={draft.minutes} onInput={(event) => set({ minutes: event.currentTarget.value })} />
          {kMinutes.map((minutes) => <button key={minutes} type="button" onClick={() => set({ minutes: String(minutes) })}>{minutes}</button>)}
        </span></label>}
      {fields.includes('seat') &&
        <span class="together">
          <label>{t('act.room')}<input class="short" value={draft.room} onInput={(event) => set({ room: event.currentTarget.value })} /></label>
          <label>{t('act.seat')}<input class="short" autofocus value={draft.seat} onInput={(event) => set({ seat: event.currentTarget.value })} /></label>
        </span>}
      {fields.includes('category') &&
        <label>{t('act.category')}
          <select value={draft.category} onChange={(event) => set({ category: event.currentTarget.value as Category })}>
            {kCategories.map((category) => <option key={category} value={category}>{t(`category.${category}`)}</option>)}
          </select></label>}
    </>
  );
}

const reasonLabel = (kind: Kind): string =>
  t(kind === 'message' || kind === 'warn' || kind === 'incident' ? `act.reason.${kind}` : 'act.reason');

export function ActDialog({ console, desk, kind, scope, target }: Props) {
  useSource(console.source);
  const room = scope === 'person' ? console.hall.roster.seats.get(target)?.row.room ?? '' : '';
  // As it was when the form was opened: if somebody gives that outage back meanwhile, the next one is not meant.
  const [batch] = useState(console.hall.batch);
  const from = batch?.outage_from ?? 0;
  const [draft, setDraft] = useState<Draft>({ reason: '', minutes: '', room, seat: '', category: 'candidate', attachment: '', outage: from });
  const [missing, setMissing] = useState<Missing | ''>('');
  const [result, setResult] = useState<ActResult | 'sent' | undefined>();
  const close = (): void => desk.close();

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const act = complete(kind, scope, target, draft);
    setMissing(typeof act === 'string' ? act : '');
    if (typeof act === 'string') return;
    setResult('sent');
    void console.act(act).then(setResult);
  }

  const answered = typeof result === 'object';
  const grave = kActs.find((rule) => rule.kind === kind)?.grave === true;
  return (
    <Modal heading={t(`act.${kind}`)} close={close}>
      <form method="dialog" onSubmit={submit}>
        <Target console={console} scope={scope} target={target} />
        <p class="what">
          {t(`act.what.${kind}`, { time: span(batch?.outage_proposed ?? 0), from: clockTime(from, batch?.zone ?? 'UTC') })}
          {kind === 'extend' && (scope === 'site' || scope === 'batch') && <> <b>{t('act.what.second')}</b></>}
        </p>
        {result === undefined && <Fields kind={kind} draft={draft} set={(part) => setDraft({ ...draft, ...part })} />}
        {result === undefined &&
          <label>{reasonLabel(kind)}
            <textarea rows={3} autofocus value={draft.reason} aria-invalid={missing === 'reason' || missing === 'long'}
                      onInput={(event) => setDraft({ ...draft, reason: event.currentTarget.value })} /></label>}
        {result === undefined && kind === 'incident' &&
          <label>{t('act.attachment')}
            <textarea rows={3} class="attachment" value={draft.attachment} aria-invalid={missing === 'attachment'}
                      onInput={(event) => setDraft({ ...draft, attachment: event.currentTarget.value })} /></label>}
        <p role="alert" class="fault">{missing !== '' && t(`act.missing.${missing}`)}</p>
        <Outcome console={console} kind={kind} result={result} set={setResult} />
        <footer>
          <button type="button" autofocus={answered} onClick={close}>{t(result === undefined ? 'cancel' : 'close')}</button>
          {result === undefined && <button class={grave ? 'main grave' : 'main'}>{t(`act.${kind}`)}</button>}
        </footer>
      </form>
    </Modal>
  );
}
