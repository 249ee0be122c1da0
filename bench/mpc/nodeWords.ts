import type { PeerAddress } from "@symbolon/synth-worker/links";

/** What is measured: a program, by three nodes in processes of their own, over the loopback interface. */
export type MpcJob = {
  readonly program: string;
  readonly mode: "semi-honest" | "malicious";
  /** `tcp`: the same frames without TLS, to see what TLS costs; the product has no such mode. */
  readonly transport: "tls" | "tcp";
  /** Measured runs; one more comes first, in which code is compiled. */
  readonly runs: number;
  /** Added to every message's way, in milliseconds one way. */
  readonly delayMs: number;
};

/** What the parent tells a node after it knows all addresses. */
export type NodeOrder = MpcJob & {
  readonly session: readonly number[];
  readonly peers: { readonly previous: PeerAddress; readonly next: PeerAddress };
};

/** One run at one node. Bytes are those it sent. */
export type NodeRun = {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Messages with their headers and prefixes: what TCP carries without TLS. */
  readonly frameBytes: number;
  /** What was written to the network: with `tls`, records and tags included. */
  readonly wireBytes: number;
  readonly rounds: number;
  readonly ands: number;
};

/** What a node tells the parent. `runs[0]` is the run in which code is compiled. */
export type NodeNews =
  | { readonly type: "listening"; readonly address: PeerAddress }
  | { readonly type: "done"; readonly runs: readonly NodeRun[]; readonly peakBytes: number }
  | { readonly type: "failed"; readonly reason: string };
