/**
 * A date text moved by whole days, as exact as it was, with its wall-clock time to the second: what an import has to make of it. A year or month stands for its
 * first day while it is moved.
 */
export function shiftText(text: string | undefined, days: number): string | undefined {
  if (text === undefined) return undefined;
  const date = text.slice(0, 10);
  const at = new Date(
    `${date}${"-01-01".slice(0, Math.max(0, 10 - date.length) === 6 ? 6 : 0)}${date.length === 7 ? "-01" : ""}T00:00:00Z`,
  );
  const moved = new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, date.length);
  return text.length > 10 ? `${moved}T${text.slice(11, 19)}` : moved;
}
