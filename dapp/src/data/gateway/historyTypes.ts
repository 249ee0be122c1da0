import type { Hex } from "@symbolon/protocol";
import type { JobEvent, Release } from "./types.ts";

/** A state of the data: what was published with it. `consentRoot` is zero in the EHDS lane. */
export type DatasetVersion = {
  readonly version: number;
  readonly catalogueDigest: Hex;
  readonly schemaDigest: Hex;
  readonly consentRoot: Hex;
  readonly addedRhoMicro: bigint;
  readonly publishedAt: number;
  readonly publishedTx: Hex;
};

/** A data permit that covers the dataset; times in unix seconds. */
export type DatasetPermit = {
  readonly id: string;
  readonly issuer: Hex;
  readonly state: string;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly purposesMask: number;
};

/** A part of an order's payment that somebody is owed or was paid. */
export type OrderPayout = {
  readonly index: number;
  readonly kind: string;
  readonly account: Hex;
  readonly amountWei: bigint;
  readonly claimed: boolean;
  readonly cancelled: boolean;
  readonly claimedTx: Hex | null;
};

/** An order on the dataset with the evidence that its job left; a digest is null until its step was done. */
export type DatasetOrder = {
  readonly id: string;
  readonly status: string;
  readonly rows: number;
  readonly placedAt: number;
  readonly placedTx: Hex;
  readonly settledAt: number | null;
  readonly totalWei: bigint;
  readonly datasets: readonly { readonly id: string; readonly title: string }[];
  readonly payouts: readonly OrderPayout[];
  readonly renewals: readonly {
    readonly id: string;
    readonly status: string;
    readonly totalWei: bigint;
    readonly renewedAt: number;
    readonly renewedTx: Hex;
  }[];
  /** What the order asks for: a private file (of one or several datasets' patients, or of linked ones), or something else; null while its text is not fetched. */
  readonly asksFor: "private-file" | "linked-file" | "other" | null;
  readonly release: Release | null;
  readonly job: {
    readonly state: string;
    readonly nodes: readonly Hex[];
    readonly evaluator: Hex | null;
    readonly modelDigest: Hex | null;
    readonly outputHash: Hex | null;
    readonly certificateDigest: Hex | null;
    readonly manifestDigest: Hex | null;
    readonly history: readonly JobEvent[];
  };
};

/** What has been published of a dataset, on what basis it may be used, and what was done with it. */
export type DatasetHistory = {
  /** Oldest first. */
  readonly versions: readonly DatasetVersion[];
  readonly basis: {
    readonly roots: readonly Hex[];
    readonly epoch: bigint;
    /** Consents given one by one; those under a root are not counted by anyone. */
    readonly grantsCount: number;
    readonly withdrawalsCount: number;
    readonly isSuspended: boolean;
    readonly optOutRoots: readonly Hex[];
  };
  readonly permits: readonly DatasetPermit[];
  /** Newest first, at most 20. */
  readonly orders: readonly DatasetOrder[];
};
