/** Role ids of the AccessManager; the same numbers as access/Roles.sol. 0 is its built-in admin. */
export const ROLES = {
  GUARDIAN: 1n,
  TREASURER: 2n,
  EVALUATOR: 3n,
  REGISTRY: 10n,
  MARKET: 11n,
  JOBS: 12n,
} as const;

/** Name of a role. */
export type RoleName = keyof typeof ROLES;

/** Which role may call which function: everything `restricted` that is not left to the admin. */
export const RESTRICTED_FUNCTIONS = [
  { contract: "privacyLedger", functions: ["open(uint256,uint64)"], role: "REGISTRY" },
  { contract: "privacyLedger", functions: ["reserve(uint256[],uint256,uint64)"], role: "MARKET" },
  {
    contract: "privacyLedger",
    functions: ["charge(uint256[],uint256)", "release(uint256[],uint256)"],
    role: "JOBS",
  },
  {
    contract: "accessToken",
    functions: ["mint(address,uint256)", "revoke(address,uint256)"],
    role: "MARKET",
  },
  { contract: "accessToken", functions: ["grant(address,uint256,uint32,uint64)"], role: "JOBS" },
  { contract: "rewards", functions: ["credit(uint256,(address,uint8,uint256)[])"], role: "MARKET" },
  { contract: "jobRegistry", functions: ["pause()", "unpause()"], role: "GUARDIAN" },
  { contract: "market", functions: ["pause()", "unpause()"], role: "GUARDIAN" },
  { contract: "market", functions: ["setFees((uint16,uint16,uint16),address)"], role: "TREASURER" },
] as const satisfies readonly { contract: string; functions: readonly string[]; role: RoleName }[];

/** Contracts that hold a role, and nobody beside them. */
export const CONTRACT_ROLES = [
  { contract: "datasetRegistry", role: "REGISTRY" },
  { contract: "market", role: "MARKET" },
  { contract: "jobRegistry", role: "JOBS" },
] as const satisfies readonly { contract: string; role: RoleName }[];
