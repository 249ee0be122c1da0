import { newBigDecimal, newBigInt, readBigDecimal, readBigInt } from "../wasm/ascNumbers.ts";
import {
  addDecimals,
  type BigDecimal,
  divideDecimals,
  equalDecimals,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
  subtractDecimals,
} from "../wasm/BigDecimal.ts";
import type { HostContext, HostFunctions } from "./HostContext.ts";

/**
 * `bigInt.*` and `bigDecimal.*` of graph-ts. Division truncates and a remainder has the sign of the dividend, as in
 * graph-node (num-bigint) and JavaScript alike; bitwise operations work on two's complement.
 */
export function numberFunctions({ memory }: HostContext): HostFunctions {
  const onIntegers = (operation: (x: bigint, y: bigint) => bigint) => (x: number, y: number) =>
    newBigInt(memory, operation(readBigInt(memory, x), readBigInt(memory, y)));
  const onInteger = (operation: (x: bigint, bits: bigint) => bigint) => (x: number, bits: number) =>
    newBigInt(memory, operation(readBigInt(memory, x), BigInt(bits & 0xff)));
  const onDecimals = (operation: (x: BigDecimal, y: BigDecimal) => BigDecimal) => (x: number, y: number) =>
    newBigDecimal(memory, operation(readBigDecimal(memory, x), readBigDecimal(memory, y)));

  return {
    "bigInt.plus": onIntegers((x, y) => x + y),
    "bigInt.minus": onIntegers((x, y) => x - y),
    "bigInt.times": onIntegers((x, y) => x * y),
    "bigInt.dividedBy": onIntegers((x, y) => x / y),
    "bigInt.mod": onIntegers((x, y) => x % y),
    "bigInt.bitOr": onIntegers((x, y) => x | y),
    "bigInt.bitAnd": onIntegers((x, y) => x & y),
    "bigInt.pow": onInteger((x, exponent) => x ** exponent),
    "bigInt.leftShift": onInteger((x, bits) => x << bits),
    "bigInt.rightShift": onInteger((x, bits) => x >> bits),
    "bigInt.fromString": (text: number) => newBigInt(memory, parseInteger(memory.readString(text))),
    "bigInt.dividedByDecimal": (x: number, y: number) =>
      newBigDecimal(
        memory,
        divideDecimals({ digits: readBigInt(memory, x), exponent: 0 }, readBigDecimal(memory, y)),
      ),
    "bigDecimal.plus": onDecimals(addDecimals),
    "bigDecimal.minus": onDecimals(subtractDecimals),
    "bigDecimal.times": onDecimals(multiplyDecimals),
    "bigDecimal.dividedBy": onDecimals(divideDecimals),
    "bigDecimal.equals": (x: number, y: number) =>
      equalDecimals(readBigDecimal(memory, x), readBigDecimal(memory, y)) ? 1 : 0,
    "bigDecimal.toString": (x: number) => memory.newString(formatDecimal(readBigDecimal(memory, x))),
    "bigDecimal.fromString": (text: number) => newBigDecimal(memory, parseDecimal(memory.readString(text))),
  };
}

/**
 * Decimal text as integer.
 * @throws SyntaxError on anything else (BigInt() alone would also take hex and blanks)
 */
export function parseInteger(text: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) throw new SyntaxError(`not an integer: ${text}`);
  return BigInt(text.startsWith("+") ? text.slice(1) : text);
}
