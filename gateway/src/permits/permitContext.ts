import type { Deployment } from "@symbolon/protocol";
import type { ChainReader } from "../adapters/chainReader.ts";
import type { Database } from "../database/Database.ts";

/** What the EHDS lane works with: a part of the gateway's context. `now` is the clock in unix seconds. */
export type PermitContext = {
  readonly deployment: Deployment;
  readonly database: Database;
  readonly chain: ChainReader;
  now(): number;
};

/** Role of health data access bodies, contracts/src/access/Roles.sol. */
export const HDAB_ROLE = 4n;
