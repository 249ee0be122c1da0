/** A media range of an Accept header with its weight. */
type Range = { readonly type: string; readonly subtype: string; readonly weight: number };

/**
 * The offered media type that an Accept header likes best (RFC 9110, section 12.5.1): each type takes the weight of the most specific range
 * that covers it, ties go to the type offered first; null when nothing offered is acceptable. No header accepts everything. Ranges that cannot be read
 * are passed over; parameters other than q are not looked at.
 */
export function negotiate<T extends string>(accept: string | undefined, offered: readonly T[]): T | null {
  if (accept === undefined || accept.trim() === "") return offered[0] ?? null;
  const ranges = accept.split(",").flatMap(parseRange);
  let best: T | null = null;
  let bestWeight = 0;
  for (const candidate of offered) {
    const weight = weightOf(candidate, ranges);
    if (weight > bestWeight) {
      best = candidate;
      bestWeight = weight;
    }
  }
  return best;
}

function weightOf(candidate: string, ranges: readonly Range[]): number {
  const [type, subtype] = candidate.split("/");
  const specificity = (range: Range) => (range.type === "*" ? 1 : range.subtype === "*" ? 2 : 3);
  const covering = ranges.filter(
    (range) =>
      (range.type === "*" || range.type === type) && (range.subtype === "*" || range.subtype === subtype),
  );
  const most = Math.max(0, ...covering.map(specificity));
  return Math.max(0, ...covering.filter((range) => specificity(range) === most).map(({ weight }) => weight));
}

function parseRange(text: string): Range[] {
  const [range = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const match = /^([\w!#$&^.+-]+|\*)\/([\w!#$&^.+-]+|\*)$/.exec(range);
  if (match === null || (match[1] === "*" && match[2] !== "*")) return [];
  const q = parameters.find((parameter) => parameter.startsWith("q="));
  const weight = q === undefined ? 1 : /^q=(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q) ? Number(q.slice(2)) : 0;
  return [{ type: match[1]!, subtype: match[2]!, weight }];
}
