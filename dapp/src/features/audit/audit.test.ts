import assert from "node:assert/strict";
import { test } from "node:test";
import { cidOfDigest, digestOfBytes, type Hex, SymbolonError } from "@symbolon/protocol";
import type { Evidence, EvidenceReader } from "@symbolon/synth-worker/verification";
import { auditGroups } from "./auditGroups.ts";
import { auditInput } from "./auditInput.ts";
import { auditTarget } from "./auditTarget.ts";
import type { AuditOutcome, AuditRequest } from "./auditTask.ts";
import { runAudit } from "./runAudit.ts";

const word = (byte: string): Hex => `0x${byte.repeat(32)}`;
const bytes = (text: string) => new TextEncoder().encode(text);
const names =
  "accessManager token datasetRegistry consentRegistry permitRegistry privacyLedger market accessToken workerRegistry jobRegistry disputes rewards";
const contracts = Object.fromEntries(names.split(" ").map((name) => [name, `0x${"11".repeat(20)}`]));
const evidence = {
  format: "symbolon-evidence/2",
  deployment: { chainId: 31_337, startBlock: 1, contracts },
  orderId: "7",
  blockNumber: 9,
  logs: [],
  records: { order: word("aa"), job: word("bb") },
  callData: {},
  documents: { [digestOfBytes(bytes("{}"))]: "{}" },
} as unknown as Evidence;
const OUTCOME: AuditOutcome = { checks: [{ name: "order", ok: true, detail: "as paid" }], notApplicable: [] };
/** Fails the test when the network is asked. */
const silent = new Proxy({} as EvidenceReader, {
  get: () => () => assert.fail("nothing may be asked"),
});

test("a file is what its content says, not its name", () => {
  assert.equal(auditInput("rows.csv", bytes(JSON.stringify(evidence))).kind, "bundle");
  assert.equal(auditInput("evidence.json", bytes("a,b\n1,2\n")).kind, "file");
  assert.equal(auditInput("statistic.json", bytes('{"figures":{}}')).kind, "file");
  const broken = JSON.stringify({ ...evidence, logs: 1 });
  assert.throws(() => auditInput("x", bytes(broken)), { code: "E1006" });
});

test("an order, a CID and a hash are told apart, and anything else is refused", () => {
  assert.deepEqual(auditTarget(" 12 "), { kind: "order", orderId: 12n });
  const digest = word("ab");
  for (const text of [digest, digest.toUpperCase().replace("0X", "0x"), cidOfDigest(digest)])
    assert.deepEqual(auditTarget(text), { kind: "digest", digest });
  for (const text of ["", "0", "-1", "0x12", "hello", "Qmabc"])
    assert.throws(() => auditTarget(text), { code: "E1006" }, text);
});

test("every line is in one part, by the beginning of its name that fits best", () => {
  const named = [
    "file hash",
    "order",
    "order spec",
    "manifest",
    "model of the order",
    "plan of the model",
    "budget",
  ];
  const outcome: AuditOutcome = {
    checks: named.map((name) => ({
      name,
      ok: name !== "budget",
      detail: "",
      ...(name === "budget" ? { code: "E7005" } : {}),
    })),
    notApplicable: [{ name: "transcript of the rounds", reason: "no statistic" }],
  };
  const groups = auditGroups(outcome);
  const where = new Map(groups.flatMap(({ title, lines }) => lines.map(({ name }) => [name, title])));
  assert.equal(where.size, named.length + 1);
  assert.equal(where.get("order spec"), "The order");
  for (const name of ["model of the order", "plan of the model", "transcript of the rounds"])
    assert.equal(where.get(name), "The computation");
  const lines = groups.flatMap((group) => group.lines);
  assert.deepEqual(
    lines.filter(({ state }) => state !== "pass").map(({ name, state }) => [name, state]),
    [
      ["transcript of the rounds", "not-applicable"],
      ["budget", "fail"],
    ],
  );
});

test("a bundle is taken as it is and asks nobody; the file goes along to the checks", async () => {
  const asked: AuditRequest[] = [];
  const check = async (request: AuditRequest) => {
    asked.push(request);
    return OUTCOME;
  };
  const file = auditInput("rows.csv", bytes("a\n1\n"));
  const bundle = auditInput("b.json", bytes(JSON.stringify(evidence)));
  const on = { reader: silent, deployment: evidence.deployment, check };
  const audit = await runAudit({ inputs: [file, bundle], text: "" }, on);
  assert.equal(audit.fileName, "rows.csv");
  assert.equal(asked[0]?.evidence.orderId, "7");
  assert.deepEqual(asked[0]?.file, bytes("a\n1\n"));
});

test("a manifest that is not the one of the evidence fails a check of its own", async () => {
  const on = { reader: silent, deployment: evidence.deployment, check: async () => OUTCOME };
  const bundle = auditInput("b.json", bytes(JSON.stringify(evidence)));
  const given = (text: string) =>
    ({ kind: "manifest", name: "m", digest: digestOfBytes(bytes(text)) }) as const;
  const found = async (text: string) =>
    (await runAudit({ inputs: [bundle, given(text)], text: "" }, on)).checks[0];
  assert.deepEqual([(await found("{}"))?.name, (await found("{}"))?.ok], ["manifest given", true]);
  assert.equal((await found("{ }"))?.code, "E7002");
});

test("a file that no order names is told, before anything is checked", async () => {
  const reader = { ...silent, logs: async () => [], blockNumber: async () => 9 } as unknown as EvidenceReader;
  const on = { reader, deployment: evidence.deployment, check: async () => assert.fail("no check") };
  const input = auditInput("rows.csv", bytes("a\n"));
  await assert.rejects(runAudit({ inputs: [input], text: "" }, on), (error: unknown) => {
    assert.ok(error instanceof SymbolonError);
    return error.code === "E7006";
  });
});
