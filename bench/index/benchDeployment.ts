import type { Deployment } from "@symbolon/protocol";

const contract = (n: number) => `0x${n.toString(16).padStart(40, "a")}` as const;

/** Where the contracts of the made-up market are. */
export const benchDeployment: Deployment = {
  chainId: 31_337,
  startBlock: 1,
  contracts: {
    accessManager: contract(1),
    token: contract(2),
    datasetRegistry: contract(3),
    consentRegistry: contract(4),
    privacyLedger: contract(5),
    market: contract(6),
    accessToken: contract(7),
    workerRegistry: contract(8),
    jobRegistry: contract(9),
    rewards: contract(10),
    permitRegistry: contract(11),
    disputes: contract(12),
  },
};
