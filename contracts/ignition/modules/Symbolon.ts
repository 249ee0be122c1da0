import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { RELEASE_HIGH_FIDELITY, RELEASE_STATISTICS } from "@symbolon/protocol";
import { id } from "ethers";
import { DEPLOYMENT_DEFAULTS as DEFAULTS } from "../../deployOptions.ts";
import { CALLERS, RESTRICTED_FUNCTIONS, ROLES, WIRES } from "../../roles.ts";

/**
 * Deploys and wires the same contracts as contracts/deploy.ts, resumably and with a journal: a second run does nothing. Parameters:
 * treasury, and every figure of contracts/deployOptions.ts by its name. The first account becomes admin, GUARDIAN, TREASURER and
 * DISTRIBUTOR and gets the token supply; hand the admin role to governance with `npx hardhat ignition deploy
 * contracts/ignition/modules/Governance.ts` afterwards.
 */
export default buildModule("Symbolon", (m) => {
  const deployer = m.getAccount(0);
  const treasury = m.getParameter<string>("treasury");
  const figure = <K extends keyof typeof DEFAULTS>(name: K) => m.getParameter(name, DEFAULTS[name]);

  const authority = m.contract("AccessManager", [deployer]);
  const token = m.contract("SymbolonToken", [deployer, figure("initialSupplyWei")]);
  const ledger = m.contract("PrivacyLedger", [authority]);
  const consents = m.contract("ConsentRegistry", [authority]);
  const datasets = m.contract("DatasetRegistry", [ledger, consents]);
  const permits = m.contract("PermitRegistry", [authority, datasets]);
  const accessToken = m.contract("AccessToken", [authority]);
  const stakes = [authority, token, figure("minimumStakeWei"), figure("unbondingSeconds")];
  const workers = m.contract("WorkerRegistry", stakes);
  const disputes = m.contract("Disputes", [
    {
      authority,
      token,
      workers,
      quorum: figure("disputeQuorum"),
      votingSeconds: figure("votingSeconds"),
      bondWei: figure("disputeBondWei"),
      slashBps: figure("slashBps"),
      equivocationBps: figure("equivocationBps"),
    },
  ]);
  const shared = { authority, consents, permits, ledger };
  const market = m.contract("Market", [
    {
      ...shared,
      token,
      datasets,
      accessToken,
      disputes,
      fees: figure("fees"),
      treasury,
      orderWindowSeconds: figure("orderWindowSeconds"),
      disputeWindowSeconds: figure("disputeWindowSeconds"),
    },
  ]);
  const jobs = m.contract("JobRegistry", [
    {
      ...shared,
      market,
      workers,
      claimWindowSeconds: figure("claimWindowSeconds"),
      thresholds: figure("thresholds"),
    },
  ]);
  const rewards = m.contract("Rewards", [
    {
      authority,
      token,
      market,
      treasury,
      emissionBps: figure("emissionBps"),
      challengeSeconds: figure("challengeSeconds"),
      claimSeconds: figure("claimSeconds"),
    },
  ]);

  const contracts = {
    accessManager: authority,
    token,
    datasetRegistry: datasets,
    consentRegistry: consents,
    permitRegistry: permits,
    privacyLedger: ledger,
    market,
    accessToken,
    workerRegistry: workers,
    jobRegistry: jobs,
    disputes,
    rewards,
  };
  for (const { contract, peer } of WIRES) {
    m.call(contracts[contract], "wire", [contracts[peer]], { id: `Wire_${contract}` });
  }
  for (const { contract, caller } of CALLERS) {
    const options = { id: `Caller_${contract}_${caller}` };
    m.call(contracts[contract], "setCaller", [contracts[caller], true], options);
  }
  RESTRICTED_FUNCTIONS.forEach(({ contract, functions, role }, i) => {
    const selectors = functions.map((signature) => id(signature).slice(0, 10));
    const args = [contracts[contract], selectors, ROLES[role]];
    m.call(authority, "setTargetFunctionRole", args, { id: `Restrict${i}` });
  });
  const [, treasurer] = (["GUARDIAN", "TREASURER", "DISTRIBUTOR"] as const).map((role) =>
    m.call(authority, "grantRole", [ROLES[role], deployer, 0], { id: `Grant${role}` }),
  );
  // The constructor sets those of private files.
  m.call(jobs, "setThresholds", [RELEASE_HIGH_FIDELITY, figure("highFidelityThresholds")], {
    id: "HighFidelityThresholds",
    after: [treasurer!],
  });
  m.call(jobs, "setThresholds", [RELEASE_STATISTICS, figure("statisticsThresholds")], {
    id: "StatisticsThresholds",
    after: [treasurer!],
  });
  return contracts;
});
