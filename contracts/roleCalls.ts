import { type Deployment, RELEASE_HIGH_FIDELITY, RELEASE_STATISTICS } from "@symbolon/protocol";
import { Interface, id } from "ethers";
import { DEPLOYMENT_DEFAULTS, type DeployOptions } from "./deployOptions.ts";
import { CALLERS, RESTRICTED_FUNCTIONS, ROLES, WIRES } from "./roles.ts";

const ADMIN_ROLE = 0n;

const manager = new Interface([
  "function setTargetFunctionRole(address target, bytes4[] selectors, uint64 roleId)",
  "function grantRole(uint64 roleId, address account, uint32 executionDelay)",
  "function revokeRole(uint64 roleId, address account)",
  "function setGrantDelay(uint64 roleId, uint32 newDelay)",
  "function execute(address target, bytes data) payable returns (uint32)",
]);
const target = new Interface([
  "function wire(address peer)",
  "function setCaller(address caller, bool allowed)",
  "function setThresholds(uint8 releaseClass, tuple(uint16 tvd1Bps, uint16 tvd2Bps, uint16 membershipAucBps) thresholds)",
]);

/**
 * Calls for one AccessManager.multicall by its admin: wires contracts, says which may write to which, sets what certificates that are not private must
 * keep to (the constructor does it for private ones), which role may call what, who holds which role and, where governance is given, hands the admin role over for good. All or nothing: a set is never half wired.
 */
export function roleCalls(
  contracts: Deployment["contracts"],
  deployer: string,
  options: Pick<
    DeployOptions,
    "evaluators" | "accessBodies" | "governance" | "highFidelityThresholds" | "statisticsThresholds"
  >,
): string[] {
  const call = (name: string, ...args: unknown[]) => manager.encodeFunctionData(name, args);
  const execute = (address: string, name: string, ...args: unknown[]) =>
    call("execute", address, target.encodeFunctionData(name, args));
  const grant = (role: bigint, account: string, delay = 0) => call("grantRole", role, account, delay);
  const {
    governance,
    highFidelityThresholds = DEPLOYMENT_DEFAULTS.highFidelityThresholds,
    statisticsThresholds = DEPLOYMENT_DEFAULTS.statisticsThresholds,
  } = options;
  return [
    ...WIRES.map(({ contract, peer }) => execute(contracts[contract], "wire", contracts[peer])),
    ...CALLERS.map(({ contract, caller }) =>
      execute(contracts[contract], "setCaller", contracts[caller], true),
    ),
    // Before the function goes to its role: until then the admin may call it.
    execute(contracts.jobRegistry, "setThresholds", RELEASE_HIGH_FIDELITY, highFidelityThresholds),
    execute(contracts.jobRegistry, "setThresholds", RELEASE_STATISTICS, statisticsThresholds),
    ...RESTRICTED_FUNCTIONS.map(({ contract, functions, role }) => {
      const selectors = functions.map((signature) => id(signature).slice(0, 10));
      return call("setTargetFunctionRole", contracts[contract], selectors, ROLES[role]);
    }),
    grant(ROLES.GUARDIAN, governance?.guardian ?? deployer),
    // Fees and thresholds move as slowly as everything that governance does.
    grant(ROLES.TREASURER, governance?.treasurer ?? deployer, governance?.delaySeconds),
    grant(ROLES.DISTRIBUTOR, governance?.distributor ?? deployer),
    ...(options.evaluators ?? []).map((account) => grant(ROLES.EVALUATOR, account)),
    ...(options.accessBodies ?? []).map((account) => grant(ROLES.HDAB, account)),
    ...(governance === undefined
      ? []
      : [
          ...Object.values(ROLES).map((role) => call("setGrantDelay", role, governance.delaySeconds)),
          grant(ADMIN_ROLE, governance.account, governance.delaySeconds),
          call("revokeRole", ADMIN_ROLE, deployer),
        ]),
  ];
}
