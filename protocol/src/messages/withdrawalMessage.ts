import { z } from "zod";
import { address, bytes32, decimal, hexBytes } from "./scalars.ts";

/** No consent tree has more levels: 2^64 patients. */
const MOST_LEVELS = 64;

/**
 * `symbolon-consent-withdrawal/1`: a patient's withdrawal of one consent under a root, signed by the consent's own key (EIP-712
 * ConsentWithdrawal). Complete as it is: the hospital passes it on in a batch, and anyone may hand it to ConsentRegistry.withdraw. It names
 * nobody. `deadline` in unix seconds.
 */
export const WithdrawalMessage = z.strictObject({
  format: z.literal("symbolon-consent-withdrawal/1"),
  chainId: z.int().positive(),
  datasetId: decimal,
  root: bytes32,
  consentKey: address,
  recordHash: bytes32,
  nullifier: bytes32,
  deadline: decimal,
  proof: z.array(bytes32).max(MOST_LEVELS),
  signature: hexBytes,
});
export type WithdrawalMessage = z.infer<typeof WithdrawalMessage>;
