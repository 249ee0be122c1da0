import type { Hex } from "@symbolon/protocol";
import type { ChainPermit, ChainReader } from "../adapters/chainReader.ts";

/** A chain that says what a test tells it. */
export type FakeChain = ChainReader & {
  block: number;
  time: number;
  until: bigint;
  holder: Hex | null;
  lead: Hex | null;
  windowSeconds: number;
  failure: Error | null;
  /** Accounts by role, in lower case. */
  roles: Map<bigint, Set<string>>;
  permits: Map<bigint, ChainPermit>;
  /** Ends of exclusions by account, in lower case. */
  exclusions: Map<string, number>;
};

const ZERO = `0x${"00".repeat(20)}` as const;
const NO_PERMIT: ChainPermit = {
  issuer: ZERO,
  holder: ZERO,
  state: 0,
  purposesMask: 0,
  validFrom: 0,
  validUntil: 0,
  decisionHash: `0x${"00".repeat(32)}`,
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
    roles: new Map(),
    permits: new Map(),
    exclusions: new Map(),
    blockNumber: () => answer(chain.block),
    blockTime: () => answer(chain.time),
    accessUntil: () => answer(chain.until),
    holdsAccess: (account) => answer(account.toLowerCase() === chain.holder?.toLowerCase()),
    leadOf: () => answer(chain.lead),
    disputeWindowSeconds: () => answer(chain.windowSeconds),
    hasRole: (role, account) => answer(chain.roles.get(role)?.has(account.toLowerCase()) ?? false),
    permitOf: (permitId) => answer(chain.permits.get(permitId) ?? NO_PERMIT),
    excludedUntil: (account) => answer(chain.exclusions.get(account.toLowerCase()) ?? 0),
    close: () => undefined,
  };
  return chain;
}
