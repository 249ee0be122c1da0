import type {
  Certificate,
  DatasetDescription,
  DatasetSchema,
  Deployment,
  Hex,
  Manifest,
  OrderSpec,
  Product,
  RELEASE_NUMBERS,
} from "@symbolon/protocol";

/** Contracts, chain id and RPC the gateway works with; `rpcUrl` null when clients must bring their own. */
export type GatewayDeployment = Deployment & { readonly rpcUrl: string | null };

/** How far the index is behind the chain, in blocks. */
export type IndexStatus = {
  readonly chainBlock: number;
  readonly indexedBlock: number;
  readonly lagBlocks: number;
  readonly healthy: boolean;
};

/** Totals over the whole market. */
export type Stats = {
  readonly datasets: number;
  readonly orders: number;
  readonly finalisedOrders: number;
  readonly volumeWei: bigint;
  readonly rowsDelivered: bigint;
};

/** A dataset's privacy budget in micro-rho; cap = reserved + spent + available. */
export type Budget = {
  readonly capMicro: bigint;
  readonly reservedMicro: bigint;
  readonly spentMicro: bigint;
  readonly availableMicro: bigint;
};

/** One line of the privacy ledger; `timestamp` in unix seconds. */
export type BudgetEntry = {
  readonly orderId: string;
  readonly kind: string;
  readonly rhoMicro: bigint;
  readonly timestamp: number;
  readonly tx: Hex;
};

/** Of which class an order's result is, what it holds, and what was found about it. */
export type Release = {
  readonly kind: keyof typeof RELEASE_NUMBERS;
  /** Absent: rows of the schema, or figures. */
  readonly product?: Product;
  /** The order asks for figures and no file; absent otherwise. */
  readonly isStatistic?: true;
  /** null for a high-fidelity file, which has none, and while the order's text is not fetched. */
  readonly epsilon: number | null;
  /** 95 % interval of the membership attack's AUC; `low` null where only the chain's upper limit is at hand. null until certified. */
  readonly membership: { readonly low: number | null; readonly high: number } | null;
  /** null until certified. */
  readonly passed: boolean | null;
};

/** The release classes of files of records. */
export type FileKind = Exclude<Release["kind"], "statistics">;

/** Whose records a dataset holds, as its catalogue entry tells; null or empty where it does not. */
export type Population = {
  readonly coverage: string | null;
  readonly minAge: number | null;
  readonly maxAge: number | null;
  /** Codes of the EU table of countries, e.g. FIN. */
  readonly countries: readonly string[];
};

/** What a list shows of a dataset. */
export type DatasetSummary = {
  readonly id: string;
  readonly provider: Hex;
  readonly status: string;
  readonly lane: string;
  readonly title: string;
  readonly description: string;
  readonly records: number | null;
  readonly categoryCode: number;
  readonly purposesMask: number;
  readonly licence: string | null;
  readonly priceWei: bigint;
  /** Added per record ordered. */
  readonly rowPriceWei: bigint;
  /** Price of a renewal, in 1/10,000 of the order's. */
  readonly renewalBps: number;
  readonly schemaDigest: Hex;
  readonly schema: DatasetSchema | null;
  /** Files that are not differentially private are on offer beside private ones. */
  readonly offersHighFidelity: boolean;
  /** Its patients may be linked with another hospital's for a private file. */
  readonly offersLinkage: boolean;
  /** Whose records they are, from the catalogue entry; null while that is not fetched. */
  readonly population: Population | null;
  /** Of its latest orders the last certified one; null when there is none. */
  readonly lastRelease: Release | null;
  readonly budget: Budget;
};

/** Everything the dataset page shows. */
export type DatasetDetails = DatasetSummary & {
  readonly version: number;
  readonly catalogueDigest: Hex;
  /** The catalogue entry, read; null while it is not fetched. */
  readonly entry: DatasetDescription | null;
  readonly ledger: readonly BudgetEntry[];
  readonly consentRoots: readonly Hex[];
  readonly consentEpoch: bigint;
  /** The provider has suspended the whole basis: nothing can be ordered or delivered meanwhile. */
  readonly isConsentSuspended: boolean;
  readonly orders: readonly {
    readonly id: string;
    readonly rows: number;
    readonly rhoMicro: bigint;
    readonly placedAt: number;
    readonly state: string;
    readonly release: Release | null;
  }[];
  readonly publishedAt: number;
  readonly publishedTx: Hex;
};

/** One page of a dataset list. */
export type DatasetPage = {
  readonly nodes: readonly DatasetSummary[];
  readonly totalCount: number;
  readonly endCursor: string | null;
};

/** What the list can be narrowed by; absent means any. */
export type DatasetFilter = {
  readonly text?: string;
  readonly category?: number;
  readonly purposesMask?: number;
  readonly maxPriceWei?: bigint;
  readonly minRhoAvailableMicro?: bigint;
  readonly schemaDigest?: Hex;
  readonly status?: string;
};

/** One state change of a job; `timestamp` in unix seconds, `gasUsed` null when the index does not keep receipts. */
export type JobEvent = {
  readonly state: string;
  readonly timestamp: number;
  readonly tx: Hex;
  readonly gasUsed: bigint | null;
};

/** What order lists show. */
export type OrderSummary = {
  readonly id: string;
  readonly buyer: Hex;
  readonly status: string;
  readonly datasets: readonly { readonly id: string; readonly title: string; readonly provider: Hex }[];
  readonly rows: number;
  readonly rhoMicro: bigint;
  readonly purpose: number;
  readonly totalWei: bigint;
  readonly deadline: number;
  readonly placedAt: number;
  readonly placedTx: Hex;
  readonly accessUntil: number;
  readonly state: string;
  readonly failReason: string | null;
  /** null while neither the order's text nor a certificate is known. */
  readonly release: Release | null;
  readonly history: readonly JobEvent[];
};

/** A buyer's dispute about a delivered file; times in unix seconds, `state` OPEN, UPHELD, REJECTED or LAPSED. */
export type Dispute = { readonly state: string; readonly openedAt: number; readonly closesAt: number };

/** Everything the order page shows; documents are null while the index has not fetched them. */
export type OrderDetails = Omit<OrderSummary, "datasets"> & {
  readonly datasets: readonly {
    readonly id: string;
    readonly title: string;
    readonly provider: Hex;
    readonly consentRoots: readonly Hex[];
    readonly schemaDigest: Hex;
  }[];
  readonly specDigest: Hex;
  readonly spec: OrderSpec | null;
  readonly nodes: readonly Hex[];
  readonly consentEpochs: readonly bigint[];
  readonly evaluator: Hex | null;
  readonly manifestDigest: Hex | null;
  readonly outputHash: Hex | null;
  readonly modelDigest: Hex | null;
  readonly certificateDigest: Hex | null;
  readonly passed: boolean | null;
  readonly certificate: Certificate | null;
  readonly manifest: Manifest | null;
  readonly dispute: Dispute | null;
};
