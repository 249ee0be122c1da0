import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeHistory } from "../../data/gateway/decodeHistory.ts";
import { Reader } from "../../data/gateway/reader.ts";
import { nodeSigns } from "./nodeSigns.ts";
import { readConsentFile } from "./readConsentFile.ts";
import { reviewDate } from "./reviewDate.ts";
import { usesOf } from "./usesOf.ts";

const ME = "0xAa00000000000000000000000000000000000001";
const OTHER = "0xbb00000000000000000000000000000000000002";
const tx = `0x${"11".repeat(32)}`;

/** Orders as the gateway answers them. */
function ordersOf(
  ...given: { id: string; status: string; state: string; history: [string, number][]; payouts?: object[] }[]
) {
  const orders = given.map(({ id, status, state, history, payouts = [] }) => ({
    ...{
      id,
      status,
      rows: 500,
      placedAt: 10,
      placedTx: tx,
      settledAt: null,
      totalWei: "7",
      datasets: [],
      payouts,
    },
    ...{ renewals: [], spec: null },
    job: {
      ...{ state, passed: null, releaseClass: null, membershipAucBps: null, nodes: [], evaluator: null },
      ...{ modelDigest: null, outputHash: null, certificateDigest: null, manifestDigest: null },
      history: history.map(([name, timestamp]) => ({ state: name, timestamp, tx, gasUsed: null })),
    },
  }));
  const consent = {
    roots: [],
    epoch: "0",
    grantsCount: 0,
    withdrawalsCount: 0,
    suspended: false,
    optOutRoots: [],
  };
  return decodeHistory(new Reader({ versions: [], consent, permits: [], orders }, "dataset"));
}

test("a use spends what the ledger charged, holds what is reserved while it runs, and nothing once that is given back", () => {
  const history = ordersOf(
    { id: "3", status: "ESCROWED", state: "CLAIMED", history: [] },
    { id: "2", status: "REFUNDED", state: "FAILED", history: [] },
    {
      ...{ id: "1", status: "RELEASED", state: "FINALISED", history: [] },
      payouts: [
        {
          index: 0,
          kind: "PROVIDER",
          account: ME.toLowerCase(),
          amountWei: "40",
          claimed: false,
          cancelled: false,
          claimedTx: null,
        },
        {
          index: 1,
          kind: "PROVIDER",
          account: OTHER,
          amountWei: "50",
          claimed: true,
          cancelled: false,
          claimedTx: tx,
        },
        {
          index: 2,
          kind: "PROVIDER",
          account: ME,
          amountWei: "5",
          claimed: false,
          cancelled: true,
          claimedTx: null,
        },
      ],
    },
  );
  const entry = (orderId: string, kind: string, rhoMicro: bigint) => ({
    orderId,
    kind,
    rhoMicro,
    timestamp: 1,
    tx: tx as `0x${string}`,
  });
  const ledger = [
    entry("0", "OPENED", 100n),
    entry("1", "RESERVED", 9n),
    entry("1", "CHARGED", 8n),
    entry("2", "RESERVED", 7n),
    entry("2", "RELEASED", 7n),
    entry("3", "RESERVED", 6n),
  ];
  assert.deepEqual(
    usesOf({ ledger }, history, ME).map(({ orderId, rhoMicro, isReserved, earnedWei }) => [
      orderId,
      rhoMicro,
      isReserved,
      earnedWei,
    ]),
    [
      ["3", 6n, true, 0n],
      ["2", null, false, 0n],
      ["1", 8n, false, 40n],
    ],
  );
});

test("a node is waited for only by open orders in a step of hospitals; the longest wait is named first", () => {
  const { orders } = ordersOf(
    {
      id: "1",
      status: "ESCROWED",
      state: "CLAIMED",
      history: [
        ["REQUESTED", 1],
        ["CLAIMED", 30],
      ],
    },
    {
      id: "2",
      status: "ESCROWED",
      state: "REPORTED",
      history: [
        ["CLAIMED", 5],
        ["MEASURED", 12],
        ["REPORTED", 20],
      ],
    },
    { id: "3", status: "REFUNDED", state: "CLAIMED", history: [["CLAIMED", 2]] },
    {
      id: "4",
      status: "ESCROWED",
      state: "MEASURED",
      history: [
        ["CLAIMED", 2],
        ["MEASURED", 40],
      ],
    },
  );
  assert.deepEqual(nodeSigns(orders), {
    waiting: [
      { orderId: "2", since: 20 },
      { orderId: "1", since: 30 },
    ],
    lastDone: 40,
  });
  assert.deepEqual(nodeSigns([]), { waiting: [], lastDone: null });
});

test("the review date is a year after publication, and a year later each time it has passed", () => {
  const year = 365 * 86_400;
  assert.equal(reviewDate(1000, 1000), 1000 + year);
  assert.equal(reviewDate(1000, 1000 + year - 1), 1000 + year);
  assert.equal(reviewDate(1000, 1001 + year), 1000 + 2 * year);
});

test("a consent file is counted as the vault reads it, and what is no consent is named", async () => {
  const options = { controller: "Hospital", withdrawal: "data@hospital.example", category: "m" } as const;
  const text = `{"resourceType":"Patient","id":"x"}\nnot JSON\n`;
  const found = await readConsentFile(new Blob([text]), options);
  assert.deepEqual([found.read, found.consents, found.optOuts, found.faults.length], [2, 0, 0, 2]);
  await assert.rejects(readConsentFile(new Blob(["hello"]), options), { code: "E1006" });
});
