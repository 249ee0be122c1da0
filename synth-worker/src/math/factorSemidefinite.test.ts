import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { factorSemidefinite } from "./factorSemidefinite.ts";

/** X'X for columns of records. */
const products = (columns: readonly (readonly number[])[]) =>
  Float64Array.from(
    columns.flatMap((a) => columns.map((b) => a.reduce((sum, cell, i) => sum + cell * b[i]!, 0))),
  );

test("what is solved is solved, and a row that others determine is left out", () => {
  const cell = fc.integer({ min: -5, max: 5 });
  const column = fc.array(cell, { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(column, column, fc.array(cell, { minLength: 2, maxLength: 2 }), (a, b, mix) => {
      // The third column is a mixture of the other two.
      const columns = [a, b, a.map((value, i) => mix[0]! * value + mix[1]! * b[i]!)];
      const matrix = products(columns);
      const { dependent, solve } = factorSemidefinite(matrix, 3);
      assert.equal(dependent[2], 1);
      // A right side that has a solution: matrix x (1, 2, 0).
      const right = [0, 1, 2].map((i) => matrix[i * 3]! + 2 * matrix[i * 3 + 1]!);
      const solution = solve(right);
      assert.equal(solution[2], 0);
      for (let i = 0; i < 3; i++) {
        const back = [0, 1, 2].reduce((sum, j) => sum + matrix[i * 3 + j]! * solution[j]!, 0);
        assert.ok(
          Math.abs(back - right[i]!) < 1e-6 * (1 + Math.abs(right[i]!)),
          `${back} is not ${right[i]}`,
        );
      }
    }),
  );
});

test("the inverse's diagonal", () => {
  const { dependent, inverseDiagonal } = factorSemidefinite(Float64Array.of(4, 9, 2, 5), 2);
  assert.deepEqual([...dependent], [0, 0]);
  // Only the lower triangle counts: [[4, 2], [2, 5]] has determinant 16.
  const [first, second] = inverseDiagonal();
  assert.ok(Math.abs(first! - 5 / 16) < 1e-15 && Math.abs(second! - 4 / 16) < 1e-15);
});
