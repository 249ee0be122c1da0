import type { Deployment } from "@symbolon/protocol";

const address = (digits: string): `0x${string}` => `0x${digits.repeat(20)}`;

/** Where the synthetic chain's contracts are. */
export const testDeployment: Deployment = {
  chainId: 31337,
  startBlock: 1,
  contracts: {
    accessManager: address("a0"),
    token: address("a1"),
    datasetRegistry: address("a2"),
    consentRegistry: address("a3"),
    privacyLedger: address("a4"),
    market: address("a5"),
    accessToken: address("a6"),
    workerRegistry: address("a7"),
    jobRegistry: address("a8"),
    rewards: address("a9"),
    permitRegistry: address("aa"),
    disputes: address("ab"),
  },
};
