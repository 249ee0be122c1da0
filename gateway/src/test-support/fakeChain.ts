import type { Hex } from "@symbolon/protocol";
import type { ChainReader } from "../adapters/chainReader.ts";

/** A chain that says what a test tells it. */
export type FakeChain = ChainReader & {
  block: number;
  time: number;
  until: bigint;
  holder: Hex | null;
  lead: Hex | null;
  windowSeconds: number;
  failure: Error | null;
};

/** ChainReader over plain values; `failure` makes every question fail. */
export function fakeChain(): FakeChain {
  const answer = <T>(value: T): Promise<T> =>
    chain.failure === null ? Promise.resolve(value) : Promise.reject(chain.failure);
  const chain: FakeChain = {
    block: 10,
    time: 1_800_000_000,
    until: 0n,
    holder: null,
    lead: null,
    windowSeconds: 1000,
    failure: null,
    blockNumber: () => answer(chain.block),
    blockTime: () => answer(chain.time),
    accessUntil: () => answer(chain.until),
    holdsAccess: (account) => answer(account.toLowerCase() === chain.holder?.toLowerCase()),
    leadOf: () => answer(chain.lead),
    disputeWindowSeconds: () => answer(chain.windowSeconds),
    close: () => undefined,
  };
  return chain;
}
