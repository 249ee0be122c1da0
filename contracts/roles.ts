/** Role ids of the AccessManager; the same numbers as access/Roles.sol. 0 is its built-in admin. All are for people. */
export const ROLES = {
  GUARDIAN: 1n,
  TREASURER: 2n,
  EVALUATOR: 3n,
  HDAB: 4n,
  DISTRIBUTOR: 5n,
} as const;

/** Name of a role. */
export type RoleName = keyof typeof ROLES;

/** Which role may call which function: everything `restricted` that is not left to the admin. */
export const RESTRICTED_FUNCTIONS = [
  {
    contract: "permitRegistry",
    functions: [
      "issue((address,bytes32,bytes32,uint32,uint8,bool,uint40,uint40,uint256[]))",
      "amend(uint256,bytes32,uint32,uint256[])",
      "extend(uint256,bytes32,uint40,uint40)",
      "suspend(uint256,bytes32)",
      "resume(uint256)",
      "notifyFinding(uint256,bytes32)",
      "revoke(uint256,bytes32)",
      "exclude(uint256,bytes32,uint40)",
    ],
    role: "HDAB",
  },
  { contract: "rewards", functions: ["propose(bytes32,bytes32,uint128)"], role: "DISTRIBUTOR" },
  { contract: "rewards", functions: ["veto(uint256,bytes32)"], role: "GUARDIAN" },
  { contract: "jobRegistry", functions: ["pause()", "unpause()"], role: "GUARDIAN" },
  {
    contract: "jobRegistry",
    functions: ["setThresholds(uint8,(uint16,uint16,uint16))"],
    role: "TREASURER",
  },
  { contract: "market", functions: ["pause()", "unpause()"], role: "GUARDIAN" },
  { contract: "market", functions: ["setFees((uint16,uint16,uint16),address)"], role: "TREASURER" },
] as const satisfies readonly { contract: string; functions: readonly string[]; role: RoleName }[];

/** Which contract may write to which (access/Callers.sol). */
export const CALLERS = [
  { contract: "privacyLedger", caller: "datasetRegistry" },
  { contract: "privacyLedger", caller: "market" },
  { contract: "privacyLedger", caller: "jobRegistry" },
  { contract: "accessToken", caller: "market" },
  { contract: "workerRegistry", caller: "disputes" },
] as const;

/** Which contract learns of one deployed after it (access/Wired.sol). */
export const WIRES = [
  { contract: "consentRegistry", peer: "datasetRegistry" },
  { contract: "disputes", peer: "market" },
  { contract: "market", peer: "jobRegistry" },
] as const;
