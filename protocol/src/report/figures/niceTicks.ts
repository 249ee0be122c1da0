/**
 * Round places for an axis from `low` to `high`: multiples of 1, 2 or 5 times a power of ten, about `count` of them, none outside.
 * Just `low` where the two are equal.
 */
export function niceTicks(low: number, high: number, count: number): number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  let unit = 1;
  while (unit * 10 <= span / count) unit *= 10;
  while (unit > span / count) unit /= 10;
  const step = unit * ([1, 2, 5, 10].find((factor) => unit * factor * count >= span) ?? 10);
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
    // Without the trace of a binary fraction: 0.30000000000000004 is 0.3.
    ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}
