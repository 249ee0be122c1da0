/** digits * 10^exponent; kept normalised by the functions below. */
export type BigDecimal = { readonly digits: bigint; readonly exponent: number };

/** Significant digits graph-node keeps (decimal128). */
const MAX_DIGITS = 34;
/** Digits of a quotient before it is rounded to MAX_DIGITS. */
const DIVISION_DIGITS = 100;

function digitCount(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}

/** Rounds half away from zero to 34 significant digits and drops trailing zeros. */
export function normaliseDecimal({ digits, exponent }: BigDecimal): BigDecimal {
  const excess = digitCount(digits) - MAX_DIGITS;
  let value = digits;
  let power = exponent;
  if (excess > 0) {
    const unit = 10n ** BigInt(excess);
    const half = digits < 0n ? -unit / 2n : unit / 2n;
    value = (digits + half) / unit;
    power += excess;
  }
  if (value === 0n) return { digits: 0n, exponent: 0 };
  while (value % 10n === 0n) {
    value /= 10n;
    power += 1;
  }
  return { digits: value, exponent: power };
}

function align(a: BigDecimal, b: BigDecimal): { a: bigint; b: bigint; exponent: number } {
  const exponent = Math.min(a.exponent, b.exponent);
  return {
    a: a.digits * 10n ** BigInt(a.exponent - exponent),
    b: b.digits * 10n ** BigInt(b.exponent - exponent),
    exponent,
  };
}

export function addDecimals(x: BigDecimal, y: BigDecimal): BigDecimal {
  const { a, b, exponent } = align(x, y);
  return normaliseDecimal({ digits: a + b, exponent });
}

export function subtractDecimals(x: BigDecimal, y: BigDecimal): BigDecimal {
  return addDecimals(x, { digits: -y.digits, exponent: y.exponent });
}

export function multiplyDecimals(x: BigDecimal, y: BigDecimal): BigDecimal {
  return normaliseDecimal({ digits: x.digits * y.digits, exponent: x.exponent + y.exponent });
}

/** @throws RangeError on division by zero */
export function divideDecimals(x: BigDecimal, y: BigDecimal): BigDecimal {
  if (y.digits === 0n) throw new RangeError("BigDecimal division by zero");
  const shift = Math.max(0, DIVISION_DIGITS + digitCount(y.digits) - digitCount(x.digits));
  const quotient = (x.digits * 10n ** BigInt(shift)) / y.digits;
  return normaliseDecimal({ digits: quotient, exponent: x.exponent - y.exponent - shift });
}

export function equalDecimals(x: BigDecimal, y: BigDecimal): boolean {
  return subtractDecimals(x, y).digits === 0n;
}

/** @throws SyntaxError when the text is no decimal number */
export function parseDecimal(text: string): BigDecimal {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const [, sign, whole = "", fraction = "", power = "0"] = match ?? [];
  if (!match || whole + fraction === "") throw new SyntaxError(`not a decimal number: ${text}`);
  const digits = BigInt(whole + fraction);
  return normaliseDecimal({
    digits: sign === "-" ? -digits : digits,
    exponent: Number(power) - fraction.length,
  });
}

/** Plain decimal text without exponent. */
export function formatDecimal(value: BigDecimal): string {
  const { digits, exponent } = normaliseDecimal(value);
  if (exponent >= 0) return (digits * 10n ** BigInt(exponent)).toString();
  const magnitude = (digits < 0n ? -digits : digits).toString().padStart(1 - exponent, "0");
  const point = magnitude.length + exponent;
  return `${digits < 0n ? "-" : ""}${magnitude.slice(0, point)}.${magnitude.slice(point)}`;
}
