import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import type { Hex } from "@symbolon/protocol";
import fc from "fast-check";
import { gaussianDigits } from "../../privacy/gaussianDigits.ts";
import type { LedgerHooks } from "../jointLedger.ts";
import type { JournalStep } from "../journal.ts";
import type { MeasuredPart } from "./measuredPart.ts";
import { partPrice } from "./partPrice.ts";
import { partShape } from "./partShape.ts";
import { PartsLedger } from "./partsLedger.ts";
import { planParts } from "./planParts.ts";

const DIGEST: Hex = `0x${"5b".repeat(32)}`;
const plan = planParts({
  orderId: "9",
  subject: DIGEST,
  datasetIds: ["1", "2"],
  epsilon: 1,
  delta: 1e-6,
  rhoMicro: 10_000n,
  mostPatients: 100,
});
/** Six tenths of the budget: 36 / (2 x 54.8^2) = .006. */
const part: MeasuredPart = {
  what: "1 counts",
  cells: 4,
  squaredSensitivity: 36n,
  most: 6,
  signed: false,
  sigma: { num: 548n, den: 10n },
};
const counts = Float64Array.of(1, 2, 3, 4);
const ledgerOf = (steps: readonly JournalStep[], hooks: LedgerHooks = { charge: () => undefined }) => {
  const ledger = new PartsLedger(plan, { steps, hooks });
  ledger.begin(DIGEST);
  return ledger;
};
const open = (ledger: PartsLedger, opening = () => Promise.resolve(counts)) =>
  ledger.open({ part, inputs: DIGEST }, opening);

describe("the ledger of a job in looks", () => {
  test("opens nothing that the budget does not cover, be it spent in this attempt, read from the journal, or lost in an earlier one", async () => {
    let opened = 0;
    const refused = (ledger: PartsLedger) =>
      assert.rejects(
        open(ledger, () => {
          opened++;
          return Promise.resolve(counts);
        }),
        { code: "E3009" },
      );
    const twice = ledgerOf([]);
    await open(twice);
    await refused(twice);
    const entry = partPrice(plan, part);
    const told = ledgerOf([
      { index: 0, entry, opened: { kind: "table", clique: 0, counts: [...counts], inputs: DIGEST } },
    ]);
    assert.deepEqual(told.past(part), [...counts]);
    await refused(told);
    const lost = ledgerOf([{ index: 0, entry, opened: null }]);
    assert.equal(lost.past(part), null);
    await refused(lost);
    assert.equal(opened, 0);
  });

  test("has a charge on record before it opens: it waits for the hook", async () => {
    const order: string[] = [];
    const ledger = ledgerOf([], {
      async charge() {
        await setImmediate();
        order.push("charged");
      },
      opened: () => void order.push("told"),
    });
    await open(ledger, () => {
      order.push("opened");
      return Promise.resolve(counts);
    });
    assert.deepEqual(order, ["charged", "opened", "told"]);
  });

  test("prices every cell's share of delta, and rho by the noise that is asked for", () => {
    const { picoRho, delta } = partPrice(plan, part);
    assert.ok(BigInt(picoRho) * 2n * 548n * 548n >= 36n * 100n * 10n ** 12n);
    const { distance } = gaussianDigits(partShape(plan, part).sigma);
    assert.ok(delta >= 4 * distance * (1 + Math.E));
    const wide = partPrice(plan, { ...part, cells: 4000 });
    assert.ok(Math.abs(wide.delta / delta - 1000) < 1e-9);
    assert.equal(wide.picoRho, picoRho);
  });
});

test("the noise that is made is never less than what was asked for, and at most a thousandth more (property)", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 7n }),
      fc.bigInt({ min: 1n, max: 10n ** 4n }),
      (num, den) => {
        const { sigma, scale } = partShape(plan, { ...part, sigma: { num, den } });
        const [made, asked] = [BigInt(sigma) * den, num * BigInt(scale)];
        assert.ok(made >= asked && made * 1000n <= asked * 1001n, `${sigma} / ${scale}`);
      },
    ),
  );
  for (const sigma of [
    { num: 0n, den: 1n },
    { num: 1n, den: 0n },
    { num: 1n, den: 10n ** 400n },
  ])
    assert.throws(() => partShape(plan, { ...part, sigma }), RangeError);
});
