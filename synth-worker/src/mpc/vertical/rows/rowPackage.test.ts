import assert from "node:assert/strict";
import { test } from "node:test";
import { hpkeOpen, hpkeSeal, makeHpkeKeyPair, SymbolonError, toHex } from "@symbolon/protocol";
import fc from "fast-check";
import { splitTable } from "../test-support/splitTable.ts";
import { acceptRows } from "./acceptRows.ts";
import { parseRowPackage } from "./parseRowPackage.ts";
import { rowsContext } from "./rowsContext.ts";
import { writeRowPackage } from "./writeRowPackage.ts";

const NODES = [0, 1, 2] as const;
const table = splitTable({ levels: [[2, 3], [4]], patients: 12, seed: 8 });
const { job } = table;
const refused = (run: () => unknown, reason: RegExp) =>
  assert.throws(
    run,
    (error) =>
      error instanceof SymbolonError && error.code === "E4020" && reason.test(String(error.details.reason)),
  );

test("a package read back is the one that was written, for every holder and node, and its rows are accepted", () => {
  for (const packages of table.packages)
    for (const node of NODES) {
      const read = parseRowPackage(job, node, writeRowPackage(packages[node]!));
      assert.deepEqual(read, packages[node]);
      assert.deepEqual(acceptRows(job, node, read), acceptRows(job, node, packages[node]!));
    }
});

test("a hospital without a patient writes a package too", () => {
  const empty = splitTable({ levels: [[2], [2]], patients: 0 });
  const [pack] = empty.packages[1]!;
  const bytes = writeRowPackage(pack!);
  assert.equal(bytes.length, 4 + 2 * 4 + 3 * 32 + 2 * 64);
  assert.deepEqual(parseRowPackage(empty.job, 0, bytes), pack);
});

test("every shorter or longer message is refused, and so are another kind and another version", () => {
  for (const node of NODES) {
    const bytes = writeRowPackage(table.packages[0]![node]!);
    for (let length = 0; length < bytes.length; length++)
      refused(() => parseRowPackage(job, node, bytes.subarray(0, length)), /cut off/);
    refused(() => parseRowPackage(job, node, Uint8Array.of(...bytes, 0)), /too long/);
    for (const [at, letter] of [
      [2, "L"],
      [3, "2"],
    ] as const) {
      const other = bytes.slice();
      other[at] = letter.charCodeAt(0);
      refused(() => parseRowPackage(job, node, other), /not of the kind SVR1/);
    }
  }
});

test("numbers that claim more than there is, or more than a job may have, are refused before anything is made of them", () => {
  const bytes = writeRowPackage(table.packages[0]![1]!);
  const claim = (holder: number, rows: number) => {
    const changed = bytes.slice();
    new DataView(changed.buffer).setUint32(4, holder, true);
    new DataView(changed.buffer).setUint32(8, rows, true);
    return changed;
  };
  refused(() => parseRowPackage(job, 1, claim(0, 2 ** 22)), /cut off/);
  refused(() => parseRowPackage(job, 1, claim(0, 2 ** 22 + 1)), /do not fit the job/);
  refused(() => parseRowPackage(job, 1, claim(0, 2 ** 32 - 1)), /do not fit the job/);
  refused(() => parseRowPackage(job, 1, claim(2, 1)), /do not fit the job/);
  refused(() => parseRowPackage(job, 1, claim(2 ** 32 - 1, 1)), /do not fit the job/);
});

test("no change of one byte is accepted as rows of the same hospital, and none ends in another error", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...NODES),
      fc.constantFrom(0, 1),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (node, holder, place, change) => {
        const bytes = writeRowPackage(table.packages[holder]![node]!);
        const at = place % bytes.length;
        bytes[at]! ^= change;
        // The one commitment that this node holds no component of is compared by the nodes (joinedColumns).
        const other = 12 + 32 * ((node + 2) % 3);
        // Another token is another row of the hospital's, if the order is kept: equal at all nodes or found there.
        const tokens = 12 + 96;
        const rows = table.patients[holder]!.length;
        if ((at >= other && at < other + 32) || (at >= tokens && at < tokens + 16 * rows)) return;
        refused(() => acceptRows(job, node, parseRowPackage(job, node, bytes)), /./);
      },
    ),
    { numRuns: 500, seed: 6 },
  );
});

test("arbitrary bytes are refused with E4020", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, tagged) => {
      const message = tagged ? Uint8Array.of(...new TextEncoder().encode("SVR1"), ...bytes) : bytes;
      refused(() => parseRowPackage(job, 2, message), /./);
    }),
    { seed: 7 },
  );
});

test("a sealed package opens for its job, holder and node only", async () => {
  const { publicKey, privateKey } = await makeHpkeKeyPair();
  const node = `0x${"AB".repeat(20)}`;
  const bytes = writeRowPackage(table.packages[0]![0]!);
  const context = rowsContext(job, 0, node);
  assert.match(context, /^symbolon\/rows\/31337\/7\/1\/0x(ab){20}\/0x[0-9a-f]{64}$/);
  const sealed = await hpkeSeal(publicKey, bytes, context);
  assert.equal(
    toHex(await hpkeOpen(privateKey, sealed, rowsContext(job, 0, node.toLowerCase()))),
    toHex(bytes),
  );
  for (const other of [
    rowsContext(job, 1, node),
    rowsContext(job, 0, `0x${"ac".repeat(20)}`),
    rowsContext({ ...job, orderId: "8" }, 0, node),
    rowsContext({ ...job, variance: { num: "17", den: "1" } }, 0, node),
  ])
    await assert.rejects(
      hpkeOpen(privateKey, sealed, other),
      (error) => error instanceof SymbolonError && error.code === "E5003",
    );
  assert.throws(() => rowsContext(job, 2, node), RangeError);
});
