import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { digestOfDocument, PrivateOrderSpec } from "@symbolon/protocol";
import { mainFlow, type Outputs } from "../../scripts/demo/mainFlow.ts";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import { type Stack, startStack } from "../../scripts/demo/startStack.ts";
import { Steps } from "../../scripts/demo/steps.ts";
import { symbolonCommand } from "../../scripts/demo/symbolonCommand.ts";
import { orderBudget } from "../../synth-worker/src/privacy/orderBudget.ts";
import { verifyEvidence } from "../../synth-worker/src/verify/verifyEvidence.ts";

type Answer = { error?: { code: string; what: string; todo: string } } & Record<string, unknown>;

let stack: Stack;
let outputs: Outputs;
const steps = new Steps(
  () => {},
  () => {},
);

before(async () => {
  stack = await startStack({ name: "test-market", port: 0, dapp: false });
  outputs = await mainFlow(stack, steps);
});

after(async () => {
  await stack?.stop();
});

const environment = (extra: Record<string, string> = {}) => ({
  SYMBOLON_GATEWAY: stack.gatewayUrl,
  SYMBOLON_RPC: stack.rpcUrl,
  SYMBOLON_PRIVATE_KEY: accounts.buyer.privateKey,
  ...extra,
});

test("the main flow passes and names every step once", () => {
  assert.ok(steps.list.every((step) => step.ok));
  assert.equal(new Set(steps.list.map((step) => step.name)).size, steps.list.length);
  const buy = steps.list.find((step) => step.name === "buy");
  assert.ok(buy?.txHash !== undefined && (buy.gas ?? 0) > 0, "buying is one transaction with its gas");
});

test("an auditor without a network verifies from a bundle", async () => {
  const bundle = join(stack.folder, "evidence.json");
  const made = await symbolonCommand<Answer>(
    [
      "bundle",
      outputs.orderId,
      "--out",
      bundle,
      "--rpc",
      stack.rpcUrl,
      "--deployment",
      stack.deploymentFile,
      "--ipfs",
      stack.ipfsUrl,
    ],
    {},
  );
  assert.equal(made.code, 0);
  const verified = await symbolonCommand<Answer>(["verify", outputs.file, "--bundle", bundle], {});
  assert.equal(verified.code, 0);
  assert.equal(verified.value.ok, true);
});

test("every changed byte of file or evidence document is named", () => {
  const evidence = JSON.parse(readFileSync(join(stack.folder, "evidence.json"), "utf8"));
  const file = new Uint8Array(readFileSync(outputs.file));
  assert.ok(verifyEvidence(file, evidence).every((check) => check.ok));
  for (const position of [0, 1, Math.floor(file.length / 3), file.length - 1]) {
    const changed = file.slice();
    changed[position]! ^= 1;
    const broken = verifyEvidence(changed, evidence).filter((check) => !check.ok);
    assert.deepEqual(
      broken.map((check) => check.name),
      ["file hash", "rows regenerated from the model"],
    );
    assert.match(broken[1]!.detail, new RegExp(`byte ${position}\\b`));
  }
  const named = ["order spec", "manifest", "model", "certificate"];
  const found = new Set<string>();
  for (const [digest, text] of Object.entries<string>(evidence.documents)) {
    const format = JSON.parse(text).format as string | undefined;
    if (format === undefined || format === "symbolon-schema/1") continue;
    const at = Math.floor(text.length / 2);
    const changed = text.slice(0, at) + (text[at] === "1" ? "2" : "1") + text.slice(at + 1);
    const broken = verifyEvidence(file, {
      ...evidence,
      documents: { ...evidence.documents, [digest]: changed },
    }).filter((check) => !check.ok);
    assert.ok(broken.length > 0, `a change in ${format} went unnoticed`);
    found.add(format);
  }
  assert.equal(found.size, named.length);
});

test("an order of a cohort and a few columns gives such records only, and verifies offline like any other", async () => {
  const spec = join(stack.folder, "cohort-order.json");
  const file = join(stack.folder, "cohort.csv");
  // A fifth of the 412 such patients of the smaller hospital is held out: below 50 once in some 40,000 runs.
  const columns = ["event", "age", "grade", "nodes", "meno"];
  const ordered = await symbolonCommand<Answer>(
    [
      ...["order", "--datasets", "1,2", "--rows", "400", "--workload", "outcome:event,nodes*grade*event"],
      ...["--columns", columns.join(","), "--where", "size=20-50", "--where", "age>39", "--out", spec],
    ],
    environment(),
  );
  assert.equal(ordered.value.error, undefined);
  const bought = await symbolonCommand<Answer & { orderId: string }>(["buy", spec], environment());
  assert.equal(bought.value.error, undefined);
  const { orderId } = bought.value;
  const followed = await symbolonCommand<Answer & { job: { state: string } }>(
    ["status", orderId, "--follow"],
    environment(),
  );
  assert.equal(followed.value.job.state, "FINALISED");
  await stack.progress.waitFor(
    "delivery",
    (entry) => entry.orderId === orderId && (entry.detail ?? "").startsWith("ciphertext"),
    120_000,
  );
  const fetched = await symbolonCommand<Answer>(
    ["download", orderId, "--spec", spec, "--out", file],
    environment(),
  );
  assert.equal(fetched.value.error, undefined);
  const [header, ...rows] = readFileSync(file, "utf8").trim().split("\n");
  assert.equal(header, columns.join(","));
  assert.equal(rows.length, 400);
  for (const row of rows) assert.ok(Number(row.split(",")[1]) >= 40, row);
  const source = ["--rpc", stack.rpcUrl, "--deployment", stack.deploymentFile, "--ipfs", stack.ipfsUrl];
  const verified = await symbolonCommand<Answer>(["verify", file, ...source], {});
  assert.deepEqual([verified.code, verified.value.ok], [0, true]);
});

test("an order that cannot be is refused when it is written, with what to change", async () => {
  const write = (...args: string[]) =>
    symbolonCommand<Answer>(
      ["order", "--datasets", "1,2", "--out", join(stack.folder, "never.json"), ...args],
      environment(),
    );
  const cut = await write("--where", "age>=45");
  assert.equal(cut.value.error?.code, "E2014");
  assert.match(cut.value.error?.todo ?? "", /40 or 50/);
  for (const args of [
    ["--engine", "tree"],
    ["--engine", "fixed", "--epsilon", "0.008"],
    ["--columns", "age,shoe"],
    ["--workload", "age*shoe"],
  ])
    assert.equal((await write(...args)).value.error?.code, "E1006");
});

test("the same order submitted twice names the first and charges nothing", async () => {
  const again = await symbolonCommand<
    Answer & { orderId?: string; alreadyPlaced?: boolean; gasUsed?: string }
  >(["buy", join(stack.folder, "order.json")], environment());
  assert.equal(again.code, 0);
  assert.equal(again.value.orderId, outputs.orderId);
  assert.equal(again.value.alreadyPlaced, true);
});

test("an order beyond the privacy budget is refused before payment", async () => {
  const spec = PrivateOrderSpec.parse(JSON.parse(readFileSync(join(stack.folder, "order.json"), "utf8")));
  const greedy = { ...spec, epsilon: 8, rhoMicro: orderBudget(8, spec.delta).rhoMicro.toString() };
  const file = join(stack.folder, "greedy.json");
  writeFileSync(file, JSON.stringify(greedy));
  const refused = await symbolonCommand<Answer>(["buy", file], environment());
  assert.equal(refused.code, 1);
  assert.equal(refused.value.error?.code, "E3001");
  assert.notEqual(digestOfDocument(greedy), digestOfDocument(spec));
});

test("a price limit below the quote is refused before a signature", async () => {
  const spec = PrivateOrderSpec.parse(JSON.parse(readFileSync(join(stack.folder, "order.json"), "utf8")));
  const file = join(stack.folder, "limited.json");
  writeFileSync(file, JSON.stringify({ ...spec, rows: 2000 }));
  const refused = await symbolonCommand<Answer>(["buy", file, "--max-price", "1"], environment());
  assert.equal(refused.value.error?.code, "E2002");
});

test("an RPC of another chain is refused before anything is signed", async () => {
  const deployment = JSON.parse(readFileSync(stack.deploymentFile, "utf8"));
  const file = join(stack.folder, "other-chain.json");
  writeFileSync(file, JSON.stringify({ ...deployment, chainId: 1 }));
  const refused = await symbolonCommand<Answer>(
    ["verify", outputs.file, "--rpc", stack.rpcUrl, "--deployment", file, "--ipfs", stack.ipfsUrl],
    {},
  );
  assert.equal(refused.code, 1);
  assert.equal(refused.value.error?.code, "E6002");
});

test("an RPC that is down is a coded, retryable error", async () => {
  const refused = await symbolonCommand<Answer & { error?: { retryable: boolean } }>(
    ["earnings", "--rpc", "http://127.0.0.1:9"],
    environment(),
  );
  assert.equal(refused.value.error?.code, "E6001");
  assert.equal(refused.value.error?.retryable, true);
});

test("a stranger cannot fetch the key of an order", async () => {
  const refused = await symbolonCommand<Answer>(
    [
      "download",
      outputs.orderId,
      "--spec",
      join(stack.folder, "order.json"),
      "--out",
      join(stack.folder, "stolen.csv"),
    ],
    environment({ SYMBOLON_PRIVATE_KEY: accounts.patientRelay.privateKey }),
  );
  assert.equal(refused.code, 1);
  assert.equal(refused.value.error?.code, "E5005");
});

test("nothing that the hospitals hold has left their process: no source row is in any other state folder", async () => {
  const { execFileSync } = await import("node:child_process");
  const row = readFileSync(new URL("../../examples/breast/rotterdam.csv", import.meta.url), "utf8").split(
    "\n",
  )[1]!;
  for (const name of ["gateway", "ipfs", "worker1", "worker2", "worker3", "logs"]) {
    let hits = "";
    try {
      hits = execFileSync("grep", ["-rlaF", row, join(stack.folder, name)], { encoding: "utf8" });
    } catch (cause) {
      assert.equal((cause as { status: number }).status, 1, "grep ran and found nothing");
    }
    assert.equal(hits, "");
  }
});
