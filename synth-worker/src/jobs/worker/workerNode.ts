import type { HpkeKeyPair } from "@symbolon/protocol";
import type { Logger } from "pino";
import type { Chain } from "../shared/chain.ts";
import type { CodeVersion } from "../shared/codeVersion.ts";
import type { ContentStore } from "../shared/contentStore.ts";
import type { Reporter } from "../shared/progress.ts";
import type { Claims } from "./claims.ts";

/** What a worker was told about waiting, in seconds. */
export type WorkerSettings = {
  readonly takeoverSeconds: number;
  readonly reclaimSeconds: number;
  readonly giveUpSeconds: number;
};

/** A worker node at work: account, store, keys, the code it runs, and the claims it takes part in. */
export type WorkerNode = {
  readonly chain: Chain;
  readonly store: ContentStore;
  readonly hpke: HpkeKeyPair;
  readonly code: CodeVersion;
  readonly gatewayUrl: string | null;
  readonly stateFolder: string;
  readonly settings: WorkerSettings;
  readonly claims: Claims;
  readonly reporter: Reporter;
  readonly log: Logger;
};
