// Something that changes and tells whoever looks at it. Views are drawn at most once a frame however often it changes.
import { useEffect, useReducer } from 'preact/hooks';

export class Source {
  private readonly listeners = new Set<() => void>();
  /** How often it has changed. */
  version = 0;

  changed(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}

/** Draws the calling view anew when one of these has changed. */
export function useSource(...sources: Source[]): void {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const drawn = sources.map((source) => source.version);
  useEffect(() => {
    let frame = 0;
    const soon = (): void => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        draw(undefined);
      });
    };
    const stops = sources.map((source) => source.listen(soon));
    // An effect runs only after its view was painted: what has changed between the two was heard by nobody.
    if (sources.some((source, at) => source.version !== drawn[at])) soon();
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    };
  }, sources);
}

/** Draws the calling view anew every so many milliseconds: for what time alone changes. */
export function useTick(every: number): void {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(() => draw(undefined), every);
    return () => clearInterval(timer);
  }, [every]);
}
