import { checkCombinationShapes, checkEqualLengths, checkProductShapes } from "./checkShapes.ts";
import type { RingKernel } from "./ringKernel.ts";

/**
 * The loops in plain BigInts, for places that forbid WebAssembly (a strict content security policy) and as the reference in tests. About
 * ten times slower.
 */
export function bigintKernel(): RingKernel {
  return {
    kind: "bigint",
    addProducts(left, right, result) {
      const { leftColumns, rightColumns } = checkProductShapes(left, right, result);
      const { rows } = left;
      for (let j = 0; j < leftColumns; j++) {
        for (let k = 0; k < rightColumns; k++) {
          let sum = result[j * rightColumns + k]!;
          for (let r = 0; r < rows; r++) {
            sum = BigInt.asUintN(64, sum + left.words[j * rows + r]! * right.words[k * rows + r]!);
          }
          result[j * rightColumns + k] = sum;
        }
      }
    },
    addCombination(columns, factors, result) {
      checkCombinationShapes(columns, factors, result);
      const { rows, words } = columns;
      for (let c = 0; c < factors.length; c++) {
        const factor = factors[c]!;
        for (let r = 0; r < rows; r++) {
          result[r] = BigInt.asUintN(64, result[r]! + factor * words[c * rows + r]!);
        }
      }
    },
    addPointwise(x, y, result) {
      checkEqualLengths(x, y, result);
      for (let r = 0; r < x.length; r++) {
        result[r] = BigInt.asUintN(64, result[r]! + x[r]! * y[r]!);
      }
    },
  };
}
