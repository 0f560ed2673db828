// Whom an act is about and what became of it, as sentences.
import type { Console } from '../hall/console';
import type { Done } from '../hall/record';
import { useSource } from '../hall/source';
import { named, t } from '../text';
import type { ActResult, Scope } from '../wire/messages';

/** `site/room` as people write it. */
export const placeName = (place: string): string => place.replace('/', ' · ');

/** Whom an act, a request or an incident is about. */
export function upon(scope: Scope, target: string): string {
  return t(`scope.${scope}`, { target: scope === 'room' ? placeName(target) : target });
}

export function resultText(kind: Done['kind'], result: ActResult): string {
  if (result.state === 'refused') return t('result.refused', { why: named('why', result.why) });
  if (result.state === 'awaiting_second') return t('result.awaiting_second');
  return kind === 'incident' || kind === 'decline' ? t('result.recorded') : t('result.applied', { n: result.affected });
}

/** For an act that is on its way: what it waits for. */
export function waitsFor(console: Console, { asked }: Done): string {
  if (asked.batch !== console.hall.batch?.code) return t('result.elsewhere', { batch: asked.batch });
  return t(asked.sent ? 'result.pending' : 'result.unsent');
}

/** Was refused, and may be done if it is sent once more. */
export const isPassing = (result: ActResult): boolean => result.state === 'refused' && result.why === 'too_fast';

interface Props { console: Console; kind: Done['kind']; result: ActResult | 'sent' | undefined; set: (result: ActResult | 'sent') => void }

/** In the dialog in which it was asked for. */
export function Outcome({ console, kind, result, set }: Props) {
  useSource(console.source);
  if (result === undefined) return null;
  if (result === 'sent') return <p role="status">{t(console.line.is === 'open' ? 'act.sending' : 'act.offline')}</p>;
  const again = (): void => {
    set('sent');
    void console.again(result.no)?.then(set);
  };
  return (
    <p role="status" class={`result ${result.state}`}>
      {resultText(kind, result)} {isPassing(result) && <button type="button" onClick={again}>{t('act.again')}</button>}
    </p>
  );
}
