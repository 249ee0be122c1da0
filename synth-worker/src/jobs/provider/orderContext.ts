import type { Logger } from "pino";
import type { Chain } from "../shared/chain.ts";
import type { CodeVersion } from "../shared/codeVersion.ts";
import type { ContentStore } from "../shared/contentStore.ts";
import type { Reporter } from "../shared/progress.ts";
import type { Order } from "../shared/readOrder.ts";
import type { Hospital } from "./openHospital.ts";

/** A hospital's node at work: its account, store, records and where it keeps state. */
export type HospitalNode = {
  readonly chain: Chain;
  readonly store: ContentStore;
  readonly hospital: Hospital;
  readonly datasetId: bigint;
  readonly stateFolder: string;
  readonly reporter: Reporter;
  readonly log: Logger;
  /** What it runs, named in the origin of a high-fidelity file. */
  readonly code: CodeVersion;
};

/** The node at work on one order. */
export type OrderContext = HospitalNode & { readonly order: Order };
