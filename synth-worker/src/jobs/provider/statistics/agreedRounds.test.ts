import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { digestOfDocument, requestDomain, SIGNED_REQUEST_TYPES } from "@symbolon/protocol";
import { Wallet } from "ethers";
import pino from "pino";
import { specOf } from "../../../mpc/statistics/test-support/specOf.ts";
import type { Chain } from "../../shared/chain.ts";
import type { Job } from "../../shared/readJob.ts";
import { statisticsJobOf } from "../../shared/statisticsJobOf.ts";
import type { VerifiedStatisticsOrder } from "../../shared/verifyOrder.ts";
import { testJob, testTerms } from "../../test-support/testOrder.ts";
import type { OrderContext } from "../orderContext.ts";
import { agreedRounds } from "./agreedRounds.ts";

const CHAIN = 31337;
const wallets = [1, 2, 3].map((n) => new Wallet(`0x${String(n).padStart(64, "0")}`));
const accounts = wallets.map((wallet) => wallet.address.toLowerCase() as `0x${string}`);
const order = { orderId: 7n, status: "ESCROWED", terms: testTerms(), settlement: null } as const;
const record = testJob({ nodes: [accounts[0]!, accounts[1]!, accounts[2]!] });
const job = { state: "MEASURED", record, claimedNodes: record.nodes, failReason: "NONE" } as Job;
const verified = {
  order,
  spec: specOf({ statistic: "table", by: [] }, 3),
} as unknown as VerifiedStatisticsOrder;

/** What each node says; null: it is silent. `signer` signs, by default the node itself. */
type Said = { sums: string[][]; signer?: Wallet; claim?: string } | "garbage" | null;
let said: readonly Said[] = [];
let servers: Server[] = [];
before(async () => {
  servers = await Promise.all(
    wallets.map(async (wallet, i) => {
      const server = createServer(async (_, response) => {
        const word = said[i]!;
        if (word === null) return void response.writeHead(503).end("{}");
        if (word === "garbage") return void response.end("{");
        const claim = word.claim ?? statisticsJobOf(verified, job).claim;
        const answer = { orderId: "7", node: accounts[i]!, claim, sums: word.sums };
        const expires = Math.floor(Date.now() / 1000) + 60;
        const value = { purpose: "rounds", subject: "7", bodyDigest: digestOfDocument(answer), expires };
        const signer = word.signer ?? wallet;
        const signature = await signer.signTypedData(requestDomain(CHAIN), SIGNED_REQUEST_TYPES, value);
        response.end(JSON.stringify({ answer, expires, signature }));
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
});
after(() => servers.forEach((server) => void server.close()));

const chain = {
  chainId: CHAIN,
  wallet: wallets[0],
  read: async (_: string, method: string, account?: string) => {
    if (method === "workers") return accounts;
    if (method === "isActive") return true;
    const { port } = servers[accounts.indexOf(account as never)]!.address() as AddressInfo;
    return { endpoint: `http://127.0.0.1:${port}`, hpkeKey: `0x${"00".repeat(32)}` };
  },
} as unknown as Chain;
const context = { chain, order, log: pino({ level: "silent" }) } as unknown as OrderContext;

async function agreed(...words: Said[]) {
  said = words;
  const sums = await agreedRounds(context, job, verified);
  return sums?.map((each) => [...each]) ?? null;
}
const one = { sums: [["120", "-3"]] };

test("what two nodes sign alike is taken, also while the third is away or says something else", async () => {
  assert.deepEqual(await agreed(one, one, one), [[120n, -3n]]);
  assert.deepEqual(await agreed(one, null, one), [[120n, -3n]]);
  assert.deepEqual(await agreed({ sums: [["9", "9"]] }, one, one), [[120n, -3n]]);
  assert.deepEqual(await agreed({ sums: [] }, { sums: [] }, { sums: [] }), []);
});

test("one node alone, or three that all differ, lead nowhere", async () => {
  assert.equal(await agreed(one, null, null), null);
  assert.equal(await agreed({ sums: [["1"]] }, { sums: [["2"]] }, { sums: [["3"]] }), null);
});

test("a word that is not signed by the node, of another claim, or no word at all does not count, and harms nobody", async () => {
  assert.deepEqual(await agreed(one, "garbage", one), [[120n, -3n]]);
  assert.equal(await agreed(one, { ...one, signer: wallets[0]! }, null), null);
  assert.equal(await agreed(one, { ...one, claim: "0123456789abcdef" }, null), null);
});
