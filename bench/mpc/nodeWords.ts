import type { PeerAddress } from "@symbolon/synth-worker/links";
import type { BenchPeers, BenchTraffic } from "./benchNode.ts";
import type { PhaseCost } from "./phaseClock.ts";

/** What is measured: a program, by three nodes in processes of their own, over the loopback interface. */
export type MpcJob = {
  readonly program: string;
  readonly mode: "semi-honest" | "malicious";
  /** `tcp`: the same frames without TLS, to see what TLS costs; the product has no such mode. */
  readonly transport: "tls" | "tcp";
  /** Measured runs after a first one, in which code is compiled; 0: that first one is what is measured. */
  readonly runs: number;
  /** Added to every message's way, in milliseconds one way. */
  readonly delayMs: number;
};

/** What the parent tells a node after it knows all addresses. */
export type NodeOrder = MpcJob & BenchPeers;

/** One run at one node. Bytes are those it sent. */
export type NodeRun = BenchTraffic & {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly rounds: number;
  readonly ands: number;
  /** Where rounds and time went, for programs that tell. */
  readonly phases: readonly PhaseCost[];
};

/** What a node tells the parent. `runs[0]` is the run in which code is compiled. */
export type NodeNews =
  | { readonly type: "listening"; readonly address: PeerAddress }
  | { readonly type: "done"; readonly runs: readonly NodeRun[]; readonly peakBytes: number }
  | { readonly type: "failed"; readonly reason: string };
