import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { digestOfDocument } from "../../content/digest.ts";
import type { Hex } from "../../content/hex.ts";
import type { KeyLogDay } from "../../messages/keyLogDay.ts";
import type { KeyLogDetail } from "../../messages/keyLogDetail.ts";
import { checkKeyLog } from "./checkKeyLog.ts";
import { keyLogAnchorData } from "./keyLogAnchorData.ts";
import { keyLogGenesis } from "./keyLogGenesis.ts";
import { keyLogHash } from "./keyLogHash.ts";

const CHAIN = 31_337;
const START = Date.parse("2027-01-15T00:00:00Z") / 1000;
const hash = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
type Log = { readonly days: KeyLogDay[]; readonly details: KeyLogDetail[] };

function detail(sequence: number, at: number): KeyLogDetail {
  const common = { sequence, at, orderId: String(sequence), salt: hash(sequence) };
  if (sequence % 4 === 0) return { ...common, act: "destroyed", receiptDigest: hash(1000 + sequence) };
  return {
    ...common,
    act: "handed-over",
    lead: `0x${"a1".repeat(20)}`,
    cid: "bafk",
    wrappedKeyDigest: hash(7),
  };
}

/** Documents over days of entries, as an honest hub, or one that makes all of them anew, writes them. */
function write(perDay: readonly (readonly KeyLogDetail[])[]): KeyLogDay[] {
  const days: KeyLogDay[] = [];
  let head = keyLogGenesis(CHAIN);
  let sequence = 1;
  perDay.forEach((entries, index) => {
    const previousHash = head;
    const firstSequence = sequence;
    const details = entries.map((entry) => digestOfDocument(entry));
    for (const digest of details) head = keyLogHash(sequence++, digest, head);
    days.push({
      format: "symbolon-key-log/1",
      chainId: CHAIN,
      day: new Date((START + index * 86_400) * 1000).toISOString().slice(0, 10),
      previousDay: index === 0 ? null : digestOfDocument(days[index - 1]),
      firstSequence,
      previousHash,
      details,
      head,
      receipts: entries.flatMap((entry) => (entry.act === "destroyed" ? [entry.receiptDigest] : [])),
    });
  });
  return days;
}

function honest(counts: readonly number[]): { log: Log; perDay: KeyLogDetail[][] } {
  let sequence = 0;
  const perDay = counts.map((count, day) =>
    Array.from({ length: count }, (_, i) => detail(++sequence, START + day * 86_400 + i)),
  );
  return { log: { days: write(perDay), details: perDay.flat() }, perDay };
}
const check = (log: Log, trusted: readonly KeyLogDay[]) =>
  checkKeyLog(log.days, {
    chainId: CHAIN,
    trusted: new Map(trusted.map((day) => [day.day, digestOfDocument(day)])),
    details: log.details,
  });

const Counts = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 });

test("an honest log has no finding, whichever of its days are vouched for", () => {
  fc.assert(
    fc.property(Counts, fc.nat(), (counts, pick) => {
      const { log } = honest(counts);
      assert.deepEqual(check(log, []), []);
      assert.deepEqual(check(log, [log.days[pick % log.days.length]!]), []);
    }),
  );
});

/** What a hub might do to its entries before it makes every document anew. */
const Fraud = fc.oneof(
  fc.record({ kind: fc.constant("remove" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("change" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("swap" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("insert" as const), at: fc.nat() }),
);

test("with the last day vouched for, an entry removed, changed, moved or added on any day shows, though all documents were made anew", () => {
  fc.assert(
    fc.property(Counts, Fraud, (counts, { kind, at }) => {
      const { log, perDay } = honest(counts);
      const filled = perDay.filter((entries) => entries.length > (kind === "swap" ? 1 : 0));
      fc.pre(filled.length > 0);
      const entries = filled[at % filled.length]!;
      const place = at % (entries.length - (kind === "swap" ? 1 : 0));
      if (kind === "remove") entries.splice(place, 1);
      if (kind === "insert") entries.splice(place, 0, detail(99, START));
      if (kind === "change") entries[place] = { ...entries[place]!, orderId: "12345" };
      if (kind === "swap") [entries[place], entries[place + 1]] = [entries[place + 1]!, entries[place]!];
      const forged = { days: write(perDay), details: [] };
      assert.notDeepEqual(check(forged, [log.days.at(-1)!]), []);
    }),
  );
});

test("without any day vouched for, documents changed one by one do not fit together", () => {
  const { log } = honest([3, 0, 2]);
  const [first, second, third] = log.days as [KeyLogDay, KeyLogDay, KeyLogDay];
  const reversed = { ...first, details: [...first.details].reverse() };
  for (const days of [
    [second, third],
    [first, third],
    [first, third, second],
    [reversed, second, third],
    [first, { ...second, previousHash: hash(1) }, third],
    [first, second, { ...third, firstSequence: 5 }],
    [{ ...first, chainId: 1 }, second, third],
    [first, second, { ...third, details: third.details.slice(1) }],
  ])
    assert.notDeepEqual(check({ days, details: [] }, []), []);
});

test("a day vouched for and not shown is a finding; days after the last one vouched for may be cut off unseen", () => {
  const { log } = honest([1, 1, 1]);
  const [first, second, third] = log.days as [KeyLogDay, KeyLogDay, KeyLogDay];
  assert.deepEqual(
    check({ days: [first, second], details: [] }, [third]).map(({ day, what }) => [day, what]),
    [[third.day, "the day is missing"]],
  );
  assert.deepEqual(check({ days: [first, second], details: [] }, [second]), []);
});

test("an entry shown in full must be the one the log has at its number and day, with its receipt named", () => {
  const { log } = honest([4, 2]);
  const last = log.days.slice(-1);
  const withDetail = (changed: Partial<KeyLogDetail>, index: number) =>
    check({ days: log.days, details: [{ ...log.details[index]!, ...changed } as KeyLogDetail] }, last).map(
      ({ sequence }) => sequence,
    );
  assert.deepEqual(withDetail({}, 1), []);
  assert.deepEqual(withDetail({ orderId: "9" }, 1), [2]);
  assert.deepEqual(withDetail({ salt: hash(3) }, 1), [2]);
  assert.deepEqual(withDetail({ at: START + 86_400 }, 1), [2]);
  assert.deepEqual(withDetail({ at: START + 5 * 86_400 }, 1), [2]);
  assert.deepEqual(withDetail({ sequence: 3 }, 1), [3]);
  const unnamed = log.days.map((day) => ({ ...day, receipts: [] }));
  assert.ok(
    checkKeyLog(unnamed, { chainId: CHAIN, trusted: new Map(), details: [log.details[3]!] }).some(
      ({ what }) => what === "its receipt is not named by the day",
    ),
  );
});

test("an anchor's calldata is the log's name in ASCII and the digest", () => {
  assert.equal(keyLogAnchorData(hash(255)), `0x73796d626f6c6f6e2f6b65792d6c6f672f31${hash(255).slice(2)}`);
});
