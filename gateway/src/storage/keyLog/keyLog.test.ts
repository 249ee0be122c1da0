import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import {
  checkKeyLog,
  cidOfDigest,
  digestOfBytes,
  digestOfDocument,
  type Hex,
  KEY_LOG_DAY_TYPES,
  keyLogAnchorData,
  keyLogDomain,
  SymbolonError,
} from "@symbolon/protocol";
import { verifyTypedData, Wallet } from "ethers";
import type { HubAccount } from "../../adapters/hubAccount.ts";
import type { Database } from "../../database/Database.ts";
import { openTestDatabase } from "../../test-support/openTestDatabase.ts";
import { anchorDays } from "./anchorDays.ts";
import { appendKeyLog, type KeyLogAct } from "./appendKeyLog.ts";
import { closeDays } from "./closeDays.ts";
import { dayOf } from "./dayOf.ts";
import type { KeyLogContext } from "./keyLogContext.ts";
import { readKeyLog } from "./readKeyLog.ts";

const CHAIN = 31_337;
const DAY = 86_400;
/** 2027-01-15, at noon. */
const NOON = Date.parse("2027-01-15T12:00:00Z") / 1000;
const wallet = new Wallet(`0x${"07".repeat(32)}`);

let database: Database;
let now = NOON;
let blockTime = NOON;
/** What the hub's account sees of the chain. */
const chain = { nonce: 0, mined: new Map<Hex, number>(), sent: [] as Hex[], height: 100 };
let prepared = 0;

const hub: HubAccount = {
  account: wallet.address.toLowerCase() as Hex,
  signDay: async (day, digest) =>
    (await wallet.signTypedData(keyLogDomain(CHAIN), KEY_LOG_DAY_TYPES, { day, digest })) as Hex,
  prepare: async (data) => {
    prepared += 1;
    return { raw: data, hash: digestOfDocument([data, chain.nonce, prepared]), nonce: chain.nonce };
  },
  broadcast: async (raw) => {
    chain.sent.push(raw);
  },
  outcome: async (hash) => {
    const blockNumber = chain.mined.get(hash);
    return blockNumber === undefined ? null : { blockNumber, confirmations: chain.height - blockNumber + 1 };
  },
  nonce: async () => chain.nonce,
};
let pins: string[] = [];
const context: KeyLogContext = {
  chainId: CHAIN,
  get database() {
    return database;
  },
  chain: { blockTime: async () => blockTime },
  contentStore: {
    add: async (bytes) => {
      const digest = digestOfBytes(bytes);
      pins.push(digest);
      return { cid: cidOfDigest(digest), digest };
    },
  },
  hub,
  now: () => now,
};

before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());
beforeEach(async () => {
  await database.execute(`
    ALTER TABLE gateway.key_log DISABLE TRIGGER key_log_only_grows;
    TRUNCATE gateway.key_log, gateway.key_log_head, gateway.key_log_day, gateway.key_log_anchor;
    ALTER TABLE gateway.key_log ENABLE TRIGGER key_log_only_grows`);
  Object.assign(chain, { nonce: 0, mined: new Map(), sent: [], height: 100 });
  prepared = 0;
  pins = [];
  at(NOON);
});

function at(time: number): void {
  now = time;
  blockTime = time;
}
const act = (orderId: number): KeyLogAct => ({
  act: "released",
  orderId: String(orderId),
  account: `0x${"b1".repeat(20)}`,
  accessUntil: "1900000000",
  blockTime: NOON,
  wrappedKeyDigest: `0x${"0d".repeat(32)}`,
});
const append = (orderId: number) =>
  database.transaction((transaction) => appendKeyLog(transaction, CHAIN, act(orderId), now));
/** What an auditor finds who has all documents, trusts the digests it was given before, and knows every entry. */
async function findings(trusted: ReadonlyMap<string, Hex>) {
  const reader = readKeyLog(database);
  return checkKeyLog(
    (await reader.days()).map(({ document }) => document),
    { chainId: CHAIN, trusted, details: await reader.details() },
  );
}
const digests = async () =>
  new Map((await readKeyLog(database).days()).map(({ document, digest }) => [document.day, digest]));

test("forty entries at once are numbered without a gap and chain to one head", async () => {
  await Promise.all(Array.from({ length: 40 }, (_, i) => append(i + 1)));
  const details = await readKeyLog(database).details();
  assert.deepEqual(
    details.map(({ sequence }) => sequence),
    Array.from({ length: 40 }, (_, i) => i + 1),
  );
  assert.equal(new Set(details.map(({ salt }) => salt)).size, 40);
  at(NOON + DAY);
  assert.equal(await closeDays(context), 1);
  assert.deepEqual(await findings(await digests()), []);
});

test("an entry lives and dies with the transaction it is about, and leaves no gap", async () => {
  await append(1);
  await assert.rejects(
    database.transaction(async (transaction) => {
      await appendKeyLog(transaction, CHAIN, act(2), now);
      throw new Error("undone");
    }),
  );
  assert.equal((await append(3)).sequence, 2);
});

test("the table refuses to change, remove or empty entries", async () => {
  await append(1);
  for (const sql of [
    "UPDATE gateway.key_log SET detail = '{}'",
    "DELETE FROM gateway.key_log",
    "TRUNCATE gateway.key_log",
  ])
    await assert.rejects(database.query(sql), /only grows/);
  assert.equal((await readKeyLog(database).details()).length, 1);
});

test("days are closed when they are over by clock and chain, empty ones too, signed and pinned", async () => {
  await append(1);
  assert.equal(await closeDays(context), 0, "the day is not over");
  now = NOON + 3 * DAY;
  assert.equal(await closeDays(context), 0, "the chain does not say so");
  blockTime = NOON + 3 * DAY;
  assert.equal(await closeDays(context), 3);
  assert.equal(await closeDays(context), 0);
  const days = await readKeyLog(database).days();
  assert.deepEqual(
    days.map(({ document }) => [document.day, document.details.length]),
    [
      ["2027-01-15", 1],
      ["2027-01-16", 0],
      ["2027-01-17", 0],
    ],
  );
  assert.deepEqual(
    days.map(({ digest }) => digest),
    pins,
  );
  for (const { document, digest, signature, signer } of days) {
    const value = { day: document.day, digest };
    assert.equal(
      verifyTypedData(keyLogDomain(CHAIN), KEY_LOG_DAY_TYPES, value, signature!).toLowerCase(),
      signer,
    );
  }
});

test("a clock set back dates no entry into a closed day nor before the entry before", async () => {
  await append(1);
  at(NOON + DAY);
  await closeDays(context);
  at(NOON - 5 * DAY);
  const second = await append(2);
  assert.equal(dayOf(second.at), "2027-01-16");
  at(NOON + 2 * DAY);
  await append(3);
  at(NOON + DAY);
  assert.equal((await append(4)).at, NOON + 2 * DAY);
  at(NOON + 5 * DAY);
  await closeDays(context);
  assert.deepEqual(await findings(await digests()), []);
});

test("storage away while a day is closed: the document is kept and pinned by the next round", async () => {
  await append(1);
  at(NOON + DAY);
  const away = async () => {
    throw new SymbolonError("E5004", { reason: "away" });
  };
  await assert.rejects(closeDays({ ...context, contentStore: { add: away } }), { code: "E5004" });
  assert.equal((await readKeyLog(database).day("2027-01-15"))?.cid, null);
  await closeDays(context);
  assert.notEqual((await readKeyLog(database).day("2027-01-15"))?.cid, null);
  assert.equal(pins.length, 1);
});

test("a hub without an account closes days unsigned, and signs them when it has one", async () => {
  await append(1);
  at(NOON + DAY);
  await closeDays({ ...context, hub: null });
  assert.equal((await readKeyLog(database).day("2027-01-15"))?.signature, null);
  await closeDays(context);
  assert.equal((await readKeyLog(database).day("2027-01-15"))?.signer, hub.account);
});

/** Three closed days with entries, and the digests an auditor wrote down then. */
async function threeDays(): Promise<ReadonlyMap<string, Hex>> {
  for (let day = 0; day < 3; day++) {
    at(NOON + day * DAY);
    for (let i = 1; i <= 3; i++) await append(10 * day + i);
  }
  at(NOON + 3 * DAY);
  await closeDays(context);
  const trusted = await digests();
  assert.deepEqual(await findings(trusted), []);
  return trusted;
}
const TAMPERED: readonly (readonly [name: string, sql: string])[] = [
  ["an entry removed", "DELETE FROM gateway.key_log WHERE sequence = 5"],
  ["the last entry removed", "DELETE FROM gateway.key_log WHERE sequence = 9"],
  [
    "an entry changed",
    `UPDATE gateway.key_log SET detail = replace(detail, '"orderId":"12"', '"orderId":"13"') WHERE sequence = 5`,
  ],
  [
    "two entries swapped",
    `UPDATE gateway.key_log k SET detail = o.detail, detail_digest = o.detail_digest FROM gateway.key_log o
     WHERE k.sequence IN (4, 5) AND o.sequence = 9 - k.sequence`,
  ],
];
for (const [name, sql] of TAMPERED)
  test(`${name} behind the hub's back shows, also when all days after it are made anew`, async () => {
    const trusted = await threeDays();
    await database.execute(`ALTER TABLE gateway.key_log DISABLE TRIGGER key_log_only_grows; ${sql}`);
    await database.execute("TRUNCATE gateway.key_log_day");
    await database.execute("ALTER TABLE gateway.key_log ENABLE TRIGGER key_log_only_grows");
    await closeDays(context);
    assert.notDeepEqual(await findings(trusted), []);
  });

test("the newest day goes on chain, once, and the days before it with it", async () => {
  await threeDays();
  const digest = (await readKeyLog(database).day("2027-01-17"))!.digest;
  for (let i = 0; i < 3; i++) assert.equal(await anchorDays(database, hub, () => now), null);
  assert.equal(prepared, 1);
  assert.deepEqual(new Set(chain.sent), new Set([keyLogAnchorData(digest)]));
  const [row] = await database.query<{ hash: Hex }>("SELECT hash FROM gateway.key_log_anchor");
  chain.nonce = 1;
  chain.mined.set(row!.hash, 101);
  chain.height = 111;
  assert.equal(await anchorDays(database, hub, () => now), null, "eleven confirmations");
  chain.height = 112;
  assert.equal(await anchorDays(database, hub, () => now), "2027-01-17");
  assert.deepEqual(
    (await readKeyLog(database).days()).map(({ anchor }) => anchor),
    [row!.hash, row!.hash, row!.hash],
  );
  assert.equal(await anchorDays(database, hub, () => now), null);
  assert.equal(prepared, 1);
});

test("killed between writing the anchor down and sending it: the same transaction is sent", async () => {
  await threeDays();
  const dying: HubAccount = {
    ...hub,
    broadcast: async () => {
      throw new Error("killed");
    },
  };
  await assert.rejects(
    anchorDays(database, dying, () => now),
    /killed/,
  );
  assert.equal(chain.sent.length, 0);
  await anchorDays(database, hub, () => now);
  assert.equal(chain.sent.length, 1);
  assert.equal(prepared, 1);
});

test("an anchor that a reorganisation dropped is sent again; one whose number was taken is made anew", async () => {
  await threeDays();
  await anchorDays(database, hub, () => now);
  const [row] = await database.query<{ hash: Hex }>("SELECT hash FROM gateway.key_log_anchor");
  chain.mined.set(row!.hash, 101);
  assert.equal(await anchorDays(database, hub, () => now), null);
  chain.mined.clear();
  await anchorDays(database, hub, () => now);
  assert.equal(chain.sent.length, 2);
  chain.nonce = 1;
  await anchorDays(database, hub, () => now);
  assert.equal(prepared, 2);
  const rows = await database.query<{ nonce: number }>("SELECT nonce FROM gateway.key_log_anchor");
  assert.deepEqual(
    rows.map(({ nonce }) => nonce),
    [1],
  );
});
