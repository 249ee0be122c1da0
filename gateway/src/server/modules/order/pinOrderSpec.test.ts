import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cidOfDigest, digestOfDocument, documentBytes, type Hex, joinSchemas } from "@symbolon/protocol";
import { insertDataset } from "../../../test-support/indexRows.ts";
import { openTestGateway, type TestGateway } from "../../../test-support/openTestGateway.ts";
import { catalogueEntry, orderSpec, SCHEMA } from "../../../test-support/testDocuments.ts";

/** A schema with names of its own. */
const OTHER = {
  ...SCHEMA,
  name: "other",
  columns: SCHEMA.columns.map((column) => ({ ...column, name: `other_${column.name}` })),
  pairs: [],
};

let gateway: TestGateway;
before(async () => {
  gateway = await openTestGateway();
  await gateway.pin(SCHEMA);
  await gateway.pin(OTHER);
  await insertDataset(gateway.database, 1);
  await insertDataset(gateway.database, 2, { purposes_mask: 16 });
  await insertDataset(gateway.database, 3, { schema_digest: `0x${"33".repeat(32)}` });
  await insertDataset(gateway.database, 4, { status: "UNLISTED" });
  for (const [id, offersHighFidelity] of [
    [7, true],
    [8, false],
    [9, false],
    [10, false],
  ] as const) {
    const offersLinkage = id >= 9;
    const entry = catalogueEntry({ identifier: `hospital-a:${id}`, offersHighFidelity, offersLinkage });
    await gateway.pin(entry);
    const schema_digest = digestOfDocument(id === 10 ? OTHER : SCHEMA);
    await insertDataset(gateway.database, id, { catalogue_digest: digestOfDocument(entry), schema_digest });
  }
  gateway.documents.onBlock(3);
  await gateway.documents.settled();
});
after(() => gateway.close());

type Result = {
  ok: { cid: string; digest: Hex } | null;
  error: { code: string; what: string; todo: string } | null;
};
async function pin(spec: unknown): Promise<Result> {
  const answer = await gateway.graphql(
    "mutation ($spec: JSON!) { pinOrderSpec(spec: $spec) { ok { cid digest } error { code what todo } } }",
    { spec },
  );
  assert.equal(answer.errors, undefined);
  return answer.data!.pinOrderSpec as Result;
}

test("pins the canonical bytes of a good spec under its digest, however its members are ordered", async () => {
  const spec = orderSpec();
  const reversed = Object.fromEntries(Object.entries(spec).reverse());
  const { ok, error } = await pin(reversed);
  assert.equal(error, null);
  assert.equal(ok!.digest, digestOfDocument(spec));
  assert.equal(ok!.cid, cidOfDigest(ok!.digest));
  assert.deepEqual(new Uint8Array(await gateway.contentStore.get(ok!.digest)), documentBytes(spec));
  assert.deepEqual(await pin(spec), { ok, error: null });
});

test("a high-fidelity order is taken only where the dataset's entry offers it", async () => {
  const { epsilon: _, delta: __, workload: ___, patients: ____, mostPatients: _____, ...rest } = orderSpec();
  const spec = { ...rest, engine: "high-fidelity", rhoMicro: "1" };
  assert.equal((await pin({ ...spec, datasetIds: ["7"] })).error, null);
  assert.equal((await pin({ ...spec, datasetIds: ["8"] })).error?.code, "E2017");
  // Not fetched yet: whether it is offered is not known.
  assert.equal((await pin({ ...spec, datasetIds: ["1"] })).error?.code, "E5001");
  assert.equal((await pin({ ...spec, datasetIds: ["7", "8"] })).error?.code, "E1006");
  assert.equal((await pin({ ...spec, datasetIds: ["7"], epsilon: 1 })).error?.code, "E1006");
});

test("an order of linked patients is taken where both entries offer it and its schema is that of its parts", async () => {
  const { epsilon, delta, rhoMicro, patients, mostPatients, ...common } = orderSpec();
  const halves = [SCHEMA, OTHER].map((schema) => ({
    schema,
    columns: schema.columns.slice(0, 2).map(({ name }) => name),
  }));
  const parts = halves.map(({ schema, columns }, i) => ({
    datasetId: ["9", "10"][i]!,
    schemaDigest: digestOfDocument(schema),
    columns,
  }));
  const schemaDigest = digestOfDocument(joinSchemas(halves));
  const numbers = { epsilon, delta, rhoMicro, patients, mostPatients };
  const workload = [["age", "other_age"]];
  const spec = {
    ...common,
    ...numbers,
    engine: "vertical",
    datasetIds: ["9", "10"],
    schemaDigest,
    parts,
    workload,
  };
  assert.equal((await pin(spec)).error, null);
  assert.equal((await pin({ ...spec, schemaDigest: digestOfDocument(SCHEMA) })).error?.code, "E1006");
  const other = parts.map((part, i) => ({ ...part, datasetId: ["7", "10"][i]! }));
  assert.equal((await pin({ ...spec, datasetIds: ["7", "10"], parts: other })).error?.code, "E2021");
});

const wrong: [string, Record<string, unknown>, string, RegExp][] = [
  ["another chain", { chainId: 1 }, "E2009", /chain 1/],
  ["an unknown dataset", { datasetIds: ["1", "99"] }, "E2007", /99/],
  ["a dataset that is not for sale", { datasetIds: ["4"] }, "E2006", /4/],
  ["datasets of different schemas", { datasetIds: ["1", "3"] }, "E2008", /3/],
  ["a schema that the datasets do not have", { schemaDigest: `0x${"44".repeat(32)}` }, "E2008", /1/],
  ["a purpose that one provider does not allow", { purpose: 64 }, "E3003", /dataset 2/],
  ["two purposes at once", { purpose: 80 }, "E1006", /one bit/],
  ["more budget than is left", { rhoMicro: "950001" }, "E3001", /950000 micro-rho/],
  ["datasets out of order", { datasetIds: ["2", "1"] }, "E1006", /ascend/],
  ["a dataset twice", { datasetIds: ["1", "1"] }, "E1006", /ascend/],
  ["a set with no column", { workload: [["age", "height"]] }, "E1006", /height is not a column/],
  [
    "a column of Object's own",
    { workload: [["age", "constructor"]] },
    "E1006",
    /constructor is not a column/,
  ],
  ["a set that names a column twice", { workload: [["age", "age"]] }, "E1006", /twice/],
  [
    "a set twice, turned round",
    {
      workload: [
        ["age", "grade"],
        ["grade", "age"],
      ],
    },
    "E1006",
    /twice/,
  ],
  ["fixed tables without one", { workload: [] }, "E1006", /at least one set/],
  ["an engine of former days", { engine: "maxent" }, "E1006", /engine/],
  ["no number of patients", { patients: undefined }, "E1006", /patients/],
  ["a file of an unknown column", { columns: ["height"] }, "E1006", /height/],
  ["a cohort that cuts a bin", { cohort: [{ column: "age", from: 45 }] }, "E2014", /age cuts a bin at 45/],
  [
    "a cohort of an unknown level",
    { engine: "aim", workload: [], cohort: [{ column: "grade", in: ["4"] }] },
    "E1006",
    /no level 4/,
  ],
  ["no rows", { rows: 0 }, "E1006", /rows/],
  ["too many rows", { rows: 1_000_001 }, "E1006", /rows/],
  ["an epsilon that is no number", { epsilon: "1" }, "E1006", /epsilon/],
  ["a member nobody knows", { discount: 1 }, "E1006", /discount/],
];
for (const [name, overrides, code, what] of wrong) {
  test(`refuses ${name} as data: ${code}`, async () => {
    const { ok, error } = await pin(orderSpec(overrides));
    assert.equal(ok, null);
    assert.equal(error!.code, code);
    assert.match(error!.what, what);
    assert.ok(error!.todo.length > 0);
  });
}

test("refuses what is no spec at all", async () => {
  for (const value of [{}, [], "text", 7, true]) assert.equal((await pin(value)).error!.code, "E1006");
});

test("says so when the storage node or the schema is not there yet", async () => {
  const other = { ...SCHEMA, name: "not pinned" };
  await insertDataset(gateway.database, 5, { schema_digest: digestOfDocument(other) });
  gateway.documents.onBlock(4);
  await gateway.documents.settled();
  const { error } = await pin(orderSpec({ datasetIds: ["5"], schemaDigest: digestOfDocument(other) }));
  assert.equal(error!.code, "E5001");
});
