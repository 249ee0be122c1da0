import { join } from "node:path";
import { agreeKeys } from "../../mpc/rss/keys/agreeKeys.ts";
import type { Party } from "../../mpc/rss/party.ts";
import { startParty } from "../../mpc/rss/startParty.ts";
import { cryptoEntropy } from "../../random/cryptoEntropy.ts";
import { DEFAULT_LINK_LIMITS } from "../linkLimits.ts";
import { loadNodeIdentity } from "../loadNodeIdentity.ts";
import { openLinks } from "../openLinks.ts";
import type { PeerAddress } from "../peerAddress.ts";
import { peerListener } from "../peerListener.ts";
import { sessionBook } from "../sessionBook.ts";

/** What a forked party is told. */
export type PartyOrder = {
  readonly session: readonly number[];
  readonly mode: Party["mode"];
  readonly deadlineMs: number;
  readonly peers: { readonly previous: PeerAddress; readonly next: PeerAddress };
  /** ANDs that are computed one after the other before the result is opened; null: until somebody stops. */
  readonly rounds: number | null;
};

/** What a forked party tells, in this order; the last two are ends. */
export type PartyNews =
  | { readonly type: "listening"; readonly address: PeerAddress }
  | { readonly type: "running" }
  /** Opened words: x, y and x AND ... AND y. Digests of the links' transcripts. */
  | {
      readonly type: "result";
      readonly opened: readonly number[][];
      readonly transcripts: { readonly previous: string; readonly next: string };
    }
  | { readonly type: "failed"; readonly error: unknown };

/** A party in a process of its own: `fork(party.ts, [index, folder])`, then one PartyOrder. */
async function main(): Promise<void> {
  const index = Number(process.argv[2]) as 0 | 1 | 2;
  const folder = join(process.argv[3]!, String(index));
  const tell = (news: PartyNews): Promise<void> =>
    new Promise((resolve) => process.send!(news, undefined, undefined, () => resolve()));
  const identity = await loadNodeIdentity(folder);
  const listener = await peerListener({ identity, host: "127.0.0.1", port: 0 });
  const told = new Promise<PartyOrder>((resolve) => process.once("message", resolve));
  await tell({ type: "listening", address: { host: "127.0.0.1", port: listener.port, pin: identity.pin } });
  const order = await told;
  const session = Uint8Array.from(order.session);
  try {
    const links = await openLinks({
      orderId: "7",
      session,
      index,
      identity,
      listener,
      sessions: sessionBook(folder),
      peers: order.peers,
      limits: { ...DEFAULT_LINK_LIMITS, deadlineMs: order.deadlineMs },
    });
    try {
      const agreed = await agreeKeys({ orderId: "7", job: session, index, links }, cryptoEntropy());
      const party = startParty({ index, orderId: "7", mode: order.mode, links, ...agreed });
      const x = party.random(1000);
      const y = party.random(1000);
      let z = x;
      for (let round = 0; order.rounds === null || round < order.rounds; round++) {
        z = await party.and(z, y);
        if (round === 0) await tell({ type: "running" });
      }
      const opened = [];
      for (const shared of [x, y, z]) opened.push([...(await party.open(shared))]);
      const { previous, next } = party.transcripts();
      const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
      party.close();
      await tell({ type: "result", opened, transcripts: { previous: hex(previous), next: hex(next) } });
    } finally {
      await links.close();
    }
  } catch (error) {
    await tell({ type: "failed", error: JSON.parse(JSON.stringify(error)) });
  }
  listener.close();
  process.disconnect();
}

await main();
