/** From when to when, as ISO dates. */
export type Span = { start: string; end: string };

/** Makes the span of a person reach from `start` to `end` at least. */
export function widenSpan(spans: Map<number, Span>, person: number, start: string, end: string): void {
  const known = spans.get(person);
  if (known === undefined) spans.set(person, { start, end });
  else {
    if (start < known.start) known.start = start;
    if (end > known.end) known.end = end;
  }
}
