import type { CatalogueEntry } from "./catalogueEntry.ts";
import { CHAIN_ERRORS } from "./ranges/chainErrors.ts";
import { CONSENT_ERRORS } from "./ranges/consentErrors.ts";
import { GATEWAY_ERRORS } from "./ranges/gatewayErrors.ts";
import { INPUT_ERRORS } from "./ranges/inputErrors.ts";
import { JOB_ERRORS } from "./ranges/jobErrors.ts";
import { ORDER_ERRORS } from "./ranges/orderErrors.ts";
import { SETUP_ERRORS } from "./ranges/setupErrors.ts";
import { STORAGE_ERRORS } from "./ranges/storageErrors.ts";
import { VERIFICATION_ERRORS } from "./ranges/verificationErrors.ts";

/**
 * Every error a user or another process can see. Ranges: E1xxx input data, E2xxx money and orders,
 * E3xxx consent, budget and permits, E4xxx jobs and nodes, E5xxx storage and keys, E6xxx chain and network,
 * E7xxx verification, E8xxx set-up and environment, E9xxx gateway. {name} is filled from the error's details.
 */
export const CATALOGUE = {
  ...INPUT_ERRORS,
  ...ORDER_ERRORS,
  ...CONSENT_ERRORS,
  ...JOB_ERRORS,
  ...STORAGE_ERRORS,
  ...CHAIN_ERRORS,
  ...VERIFICATION_ERRORS,
  ...SETUP_ERRORS,
  ...GATEWAY_ERRORS,
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof CATALOGUE;

/** True for a code of this catalogue; a newer process may send others. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(CATALOGUE, code);
}
