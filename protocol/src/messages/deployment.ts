import { z } from "zod";
import { address } from "./scalars.ts";

/** Where the contracts are. One file per chain; every process reads it at start (SYMBOLON_DEPLOYMENT). */
export const Deployment = z.strictObject({
  chainId: z.int().positive(),
  startBlock: z.int().nonnegative(),
  contracts: z.strictObject({
    accessManager: address,
    token: address,
    datasetRegistry: address,
    consentRegistry: address,
    permitRegistry: address,
    privacyLedger: address,
    market: address,
    accessToken: address,
    workerRegistry: address,
    jobRegistry: address,
    disputes: address,
    rewards: address,
  }),
});
export type Deployment = z.infer<typeof Deployment>;
