import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryCountSource } from "../../data/memoryCountSource.ts";
import type { Rational } from "../../math/rational.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import { fitRelease } from "../../tabular/mechanisms/fitRelease.ts";
import type { MechanismName } from "../../tabular/mechanisms/releaseOptions.ts";
import { Accountant } from "../accountant.ts";
import type { CountSource } from "../countSource.ts";
import { gaussianCost } from "../gaussianCost.ts";
import { muOfRhoMicro } from "../muOfRhoMicro.ts";
import type { Neighbours } from "../neighbours.ts";
import { PrivateTable } from "../privateTable.ts";
import { auditMechanism } from "./auditMechanism.ts";
import { empiricalMu } from "./empiricalMu.ts";
import { type Neighbouring, observe } from "./observe.ts";

/**
 * A small audit of the whole mechanisms for every run of the tests; `npm run bench -- audit` has more runs and says how much of the
 * claim is shown. Two limits of 5e-7 each: with fresh noise an honest mechanism would be accused once in a million audits;
 * noise here is seeded, so that these tests change only when the code does.
 */
const TAIL = 5e-7;
/** mu = 2; half the sigma shows 4, which 225 runs per table tell from 2 at these limits. */
const RHO_MICRO = 2_000_000n;
const RUNS = 300;
/** Ten records per patient: sigma is then far above the rounding of the noise. */
const NEIGHBOURS: Neighbours = { unit: "patient", maxRecords: 10, relation: "add-remove" };
const SIZES = [6, 3, 4, 2];
const LEVELS = SIZES.map((_, column) => ({ ordered: column === 0, missing: null }));

/** 400 patients, without and with one whose ten records are alike. */
function canaryPair(): Neighbouring {
  const base = Array.from({ length: 400 }, (_, i) => [(i * i) % 6, i % 3, (i >> 2) % 4, (i >> 3) % 2]);
  const source = (rows: readonly (readonly number[])[]) =>
    memoryCountSource({
      sizes: SIZES,
      rows: rows.length,
      columns: SIZES.map((_, column) => Uint16Array.from(rows, (row) => row[column]!)),
    });
  const canary = Array.from({ length: NEIGHBOURS.maxRecords }, () => [5, 2, 3, 1]);
  return { without: source(base), withCanary: source([...base, ...canary]) };
}

const PAIR = canaryPair();

for (const [mechanism, runs] of [
  ["mst", RUNS],
  ["swift", RUNS],
  ["aim", 200],
] as const)
  test(`${mechanism}: not accused, and most of what it claims is shown`, async () => {
    const { claimed, low, estimate } = await auditMechanism({
      pair: PAIR,
      neighbours: NEIGHBOURS,
      rhoMicro: RHO_MICRO,
      runs,
      entropy: seededEntropy(4),
      tail: TAIL,
      mechanism: (table, accountant) => fitRelease(table, accountant, { mechanism, levels: LEVELS }),
    });
    assert.ok(Math.abs(claimed - muOfRhoMicro(RHO_MICRO)) < 1e-6, `${claimed} claimed`);
    assert.ok(low <= claimed, `${low} shown of ${claimed}`);
    // Standard error at 150 runs and mu = 2 is .16 or so: an audit that sees nothing shows 0.
    assert.ok(estimate > 1.4, `${estimate} shown of ${claimed}`);
  });

/** A table that charges the mechanism's ledger for the sigma that was asked for, and gives half of it. */
function halfTheNoise(
  source: CountSource,
  accountant: Accountant,
  entropy: ReturnType<typeof seededEntropy>,
): ReturnType<typeof observe> {
  const unread = new Accountant({ rhoMicro: 10n * RHO_MICRO });
  const honest = PrivateTable.open(source, unread, NEIGHBOURS, entropy);
  const seen = observe(honest, PAIR);
  const half = ({ num, den }: Rational) => ({ num, den: 2n * den });
  const pay = (squared: bigint, sigma: Rational) =>
    accountant.charge([{ what: "a look", rho: gaussianCost(squared, sigma), sigma }]);
  const measure: PrivateTable["measure"] = async (requests) => {
    for (const { sigma } of requests) pay(honest.sensitivities.countTable, sigma);
    const answers = await seen.table.measure(
      requests.map((request) => ({ ...request, sigma: half(request.sigma) })),
    );
    return answers.map((answer, i) => ({ ...answer, sigma: requests[i]!.sigma }));
  };
  const errors: PrivateTable["errors"] = async (requests, sigma) => {
    pay(honest.sensitivities.errorSum * BigInt(requests.length), sigma);
    return await seen.table.errors(requests, half(sigma));
  };
  const table = new Proxy(honest, {
    get: (target, name) =>
      name === "measure" ? measure : name === "errors" ? errors : Reflect.get(target, name, target),
  });
  return { table, ratio: seen.ratio };
}

for (const mechanism of ["mst", "swift"] satisfies MechanismName[])
  test(`${mechanism} with half the sigma it pays for is caught`, async () => {
    const entropy = seededEntropy(5);
    let claimed = 0;
    const once = async (source: CountSource) => {
      const accountant = new Accountant({ rhoMicro: RHO_MICRO });
      const { table, ratio } = halfTheNoise(source, accountant, entropy);
      await fitRelease(table, accountant, { mechanism, levels: LEVELS });
      claimed = Math.max(claimed, muOfRhoMicro(accountant.spentRhoMicro));
      return ratio();
    };
    const without = new Float64Array(RUNS);
    const withCanary = new Float64Array(RUNS);
    for (let run = 0; run < RUNS; run++) {
      without[run] = await once(PAIR.without);
      withCanary[run] = await once(PAIR.withCanary);
    }
    const { low } = empiricalMu(without, withCanary, TAIL);
    assert.ok(claimed > 1.99 && claimed <= 2 + 1e-6, `${claimed} claimed`);
    assert.ok(low > claimed, `${low} shown of ${claimed}`);
  });
