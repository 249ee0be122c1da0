import assert from "node:assert/strict";

/** The test fails unless the number is there and within `tolerance` of what is expected. */
export function near(actual: number | null, expected: number, tolerance: number): void {
  assert.ok(
    actual !== null && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected} within ${tolerance}`,
  );
}
