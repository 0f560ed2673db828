// Whom an act is about and what became of it, as sentences.
import { named, t } from '../text';
import type { ActResult, Kind, Scope } from '../wire/messages';

/** `site/room` as people write it. */
export const placeName = (place: string): string => place.replace('/', ' · ');

/** Whom an act, a request or an incident is about. */
export function upon(scope: Scope, target: string): string {
  return t(`scope.${scope}`, { target: scope === 'room' ? placeName(target) : target });
}

export function resultText(kind: Kind | 'decide', result: ActResult): string {
  if (result.state === 'refused') return t('result.refused', { why: named('why', result.why) });
  if (result.state === 'awaiting_second') return t('result.awaiting_second', { request: result.request });
  return kind === 'incident' ? t('result.recorded') : t('result.applied', { n: result.affected });
}
