import type { Rational } from "./rational.ts";

/** The same fraction in lowest terms with a positive denominator; throws RangeError when den is 0. */
export function reduceRational({ num, den }: Rational): Rational {
  if (den === 0n) throw new RangeError("denominator is 0");
  let a = num < 0n ? -num : num;
  let b = den < 0n ? -den : den;
  while (b !== 0n) [a, b] = [b, a % b];
  const divisor = den < 0n ? -a : a;
  return { num: num / divisor, den: den / divisor };
}
