import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { optOutRoot } from "../../tabular/hospital/optOutBook.ts";
import type { Job } from "../shared/readJob.ts";
import { excludedRows } from "./excludedRows.ts";
import { optOutBookFile } from "./optOutBook.ts";
import type { OrderContext } from "./orderContext.ts";

const ENTRIES = [{ row: 2, subject: "P3", salt: `0x${"05".repeat(32)}` }] as const;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-excluded-"));
  const list = { root: optOutRoot(ENTRIES), entries: ENTRIES };
  await optOutBookFile(folder).write({ format: "symbolon-opt-outs/1", lists: [list] });
});
after(() => rm(folder, { recursive: true }));

/** Four patients, of whom the third opted out before the permit was approved; and what the log was told. */
async function excluded(facts: { identifiable: boolean; optOutException: boolean }) {
  const told: unknown[] = [];
  const anchored = { args: { index: 1n, root: optOutRoot(ENTRIES) } };
  const consentRegistry = {
    filters: { OptOutRootAnchored: () => null },
    queryFilter: async () => [{}],
    interface: { parseLog: () => anchored },
  };
  const chain = {
    deployment: { startBlock: 0 },
    contracts: { consentRegistry },
    read: async () => ({ optOutException: facts.optOutException }),
    ask: (question: (provider: { getBlockNumber(): number }) => unknown) =>
      question({ getBlockNumber: () => 10 }),
  };
  const context = {
    chain,
    datasetId: 1n,
    stateFolder: folder,
    log: { info: (about: { whyNobody: string }) => told.push(about.whyNobody) },
    hospital: { config: { identifiable: facts.identifiable }, records: { table: { rows: 4 } } },
    order: { orderId: 9n, terms: { permitId: 3n, datasetIds: [1n] } },
  } as unknown as OrderContext;
  const rows = await excludedRows(context, { record: { consentEpochs: [1n] } } as unknown as Job);
  return { rows: [...rows], told };
}

test("Art. 71(3): who opted out before the permit was approved is left out", async () => {
  const found = await excluded({ identifiable: true, optOutException: false });
  assert.deepEqual(found, { rows: [0, 0, 1, 0], told: [] });
});

test("Art. 71(4): under a permit that the access body excepted nobody is left out, and the log says why", async () => {
  const { rows, told } = await excluded({ identifiable: true, optOutException: true });
  assert.deepEqual(rows, [0, 0, 0, 0]);
  assert.match(String(told), /71\(4\)/);
});

test("Art. 71(8): records that identify nobody need no opt-out, and the log says why", async () => {
  const { rows, told } = await excluded({ identifiable: false, optOutException: false });
  assert.deepEqual(rows, [0, 0, 0, 0]);
  assert.match(String(told), /71\(8\)/);
});
