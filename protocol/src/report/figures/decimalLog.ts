/**
 * Decimal logarithm of a positive number, to about 1e-14, from + - * / and square roots alone: browsers may differ in the last digit of
 * their own logarithms, and a report has the same bytes everywhere. RangeError for anything but a positive finite number.
 */
export function decimalLog(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) throw new RangeError(`no logarithm of ${x}`);
  let whole = 0;
  let rest = x;
  for (; rest >= 10; whole++) rest /= 10;
  for (; rest < 1; whole--) rest *= 10;
  // Two square roots bring 1..10 to 1..1.78, where 2 artanh((r - 1) / (r + 1)) converges fast.
  const root = Math.sqrt(Math.sqrt(rest));
  const u = (root - 1) / (root + 1);
  let term = u;
  let sum = 0;
  for (let k = 1; k < 40; k += 2) {
    sum += term / k;
    term *= u * u;
  }
  return whole + (8 * sum) / Math.LN10;
}
