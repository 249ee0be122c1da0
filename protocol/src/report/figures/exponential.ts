/**
 * e to the power x, to about 1e-13 relative, from + - * / alone, so that it has the same bytes everywhere. Infinity and 0 where a double
 * ends.
 */
export function exponential(x: number): number {
  // Halved eight times; below 700 the argument is then under 2.8 and the series short.
  const small = x / 256;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 40; k++) {
    term *= small / k;
    sum += term;
  }
  let power = sum;
  for (let i = 0; i < 8; i++) power *= power;
  return x < -745 ? 0 : x > 710 ? Number.POSITIVE_INFINITY : power;
}
