// What was asked of the server and is not answered yet. It belongs to the batch for which it was made: when the line is back it
// is asked again there and nowhere else, and where another batch is open it waits until this one is opened again.
import type { ActResult, Named, ToServer } from '../wire/messages';

export interface Asked extends Readonly<Named> {
  /** What to send; undefined while that cannot be known. */
  readonly message: () => ToServer | undefined;
  /** Was given to a connection at least once: the server may have done it. */
  sent: boolean;
}
interface Waiting { asked: Asked; onThisLine: boolean; answered: (result: ActResult) => void }

export class Unanswered {
  private readonly waiting = new Map<number, Waiting>();
  private watched = '';

  constructor(private readonly send: (message: ToServer) => boolean) {}

  /** Resolves when the server has answered, however often the line breaks until then. */
  ask(asked: Asked): Promise<ActResult> {
    return new Promise((answered) => {
      const one: Waiting = { asked, onThisLine: false, answered };
      this.waiting.set(asked.no, one);
      this.tell(one);
    });
  }

  /** The server shows this batch from here on: what is under way there is asked again. Empty: it shows none, or there is no line. */
  watch(batch: string): void {
    this.watched = batch;
    for (const one of this.waiting.values()) one.onThisLine = false;
    this.hurry();
  }

  /** Sends what could not be sent before. */
  hurry(): void {
    for (const one of this.waiting.values()) this.tell(one);
  }

  answer(result: ActResult): void {
    this.waiting.get(result.no)?.answered(result);
    this.waiting.delete(result.no);
  }

  private tell(one: Waiting): void {
    if (one.onThisLine || this.watched === '' || one.asked.batch !== this.watched) return;
    const message = one.asked.message();
    if (message === undefined || !this.send(message)) return;
    one.onThisLine = one.asked.sent = true;
  }
}
