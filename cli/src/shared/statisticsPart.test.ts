import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { rhoMicroFor } from "@symbolon/synth-worker/accounting";
import { statisticsPart } from "./statisticsPart.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-statistic-"));
});
after(() => rm(folder, { recursive: true, force: true }));

const request = { statistic: "table", by: [] };
async function part(document: unknown, privacy: { epsilon?: number; delta?: number } = {}) {
  const requestFile = join(folder, "request.json");
  await writeFile(requestFile, typeof document === "string" ? document : JSON.stringify(document));
  return statisticsPart({ requestFile, epsilon: privacy.epsilon, delta: privacy.delta });
}

test("a question alone is an aggregate with the usual limits, and reserves a mark", async () => {
  assert.deepEqual(await part({ request }), {
    engine: "statistics",
    rows: 1,
    rhoMicro: "1",
    request,
    release: { kind: "aggregate", minRecords: 30, minCell: 10, minHospitals: 3 },
    precision: { fractionBits: 32 },
  });
});

test("an epsilon makes it private, whatever the file says, at the rho that it allows", async () => {
  const { release, rhoMicro } = await part({ request, release: { kind: "aggregate" } }, { epsilon: 2 });
  assert.deepEqual(release, { kind: "private", epsilon: 2, delta: 1e-6 });
  assert.equal(rhoMicro, String(rhoMicroFor(2, 1e-6)));
});

test("a file's own release, cohort and precision are kept", async () => {
  const own = {
    release: { kind: "private", epsilon: 1, delta: 1e-7 },
    cohort: [{ column: "age", from: 40 }],
    precision: { fractionBits: 40 },
  };
  const { release, cohort, precision, rhoMicro } = await part({ request, ...own });
  assert.deepEqual({ release, cohort, precision }, own);
  assert.equal(rhoMicro, String(rhoMicroFor(1, 1e-7)));
});

for (const [name, document, privacy] of [
  ["no JSON", "{", {}],
  ["no question", { statistic: "table", by: [] }, {}],
  ["a member that it does not know", { request, rows: 5 }, {}],
  ["an epsilon that is no number", { request }, { epsilon: Number.NaN }],
] as const)
  test(`${name} is refused: E1006`, async () => {
    await assert.rejects(part(document, privacy), { code: "E1006" });
  });
