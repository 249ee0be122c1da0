import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { id } from "ethers";
import { CONTRACT_ROLES, RESTRICTED_FUNCTIONS, ROLES } from "../../roles.ts";

const DAY = 86_400;

/**
 * Deploys and wires the same contracts as contracts/deploy.ts, resumably and with a journal. Parameters: treasury,
 * fees, minimumStakeWei, orderWindowSeconds, claimWindowSeconds, unbondingSeconds, initialSupplyWei. The first account
 * becomes admin, GUARDIAN and TREASURER and gets the token supply.
 */
export default buildModule("Symbolon", (m) => {
  const deployer = m.getAccount(0);
  const treasury = m.getParameter<string>("treasury");
  const fees = m.getParameter("fees", { treasuryBps: 250, workerBps: 1500, evaluatorBps: 250 });
  const minimumStakeWei = m.getParameter("minimumStakeWei", 1_000n * 10n ** 18n);
  const orderWindowSeconds = m.getParameter("orderWindowSeconds", DAY);
  const claimWindowSeconds = m.getParameter("claimWindowSeconds", 600);
  const unbondingSeconds = m.getParameter("unbondingSeconds", 7 * DAY);
  const initialSupplyWei = m.getParameter("initialSupplyWei", 10n ** 27n);

  const authority = m.contract("AccessManager", [deployer]);
  const token = m.contract("SymbolonToken", [deployer, initialSupplyWei]);
  const ledger = m.contract("PrivacyLedger", [authority]);
  const consents = m.contract("ConsentRegistry", [authority]);
  const datasets = m.contract("DatasetRegistry", [ledger, consents]);
  const accessToken = m.contract("AccessToken", [authority]);
  const rewards = m.contract("Rewards", [authority, token]);
  const workers = m.contract("WorkerRegistry", [authority, token, minimumStakeWei, unbondingSeconds]);
  const setup = { authority, ledger, accessToken };
  const market = m.contract("Market", [
    { ...setup, token, datasets, rewards, fees, treasury, orderWindowSeconds },
  ]);
  const jobs = m.contract("JobRegistry", [{ ...setup, market, consents, workers, claimWindowSeconds }]);
  m.call(consents, "wire", [datasets]);
  m.call(market, "wire", [jobs]);

  const contracts = {
    accessManager: authority,
    token,
    datasetRegistry: datasets,
    consentRegistry: consents,
    privacyLedger: ledger,
    market,
    accessToken,
    workerRegistry: workers,
    jobRegistry: jobs,
    rewards,
  };
  RESTRICTED_FUNCTIONS.forEach(({ contract, functions, role }, i) => {
    const selectors = functions.map((signature) => id(signature).slice(0, 10));
    const args = [contracts[contract], selectors, ROLES[role]];
    m.call(authority, "setTargetFunctionRole", args, { id: `Restrict${i}` });
  });
  for (const { contract, role } of CONTRACT_ROLES) {
    m.call(authority, "grantRole", [ROLES[role], contracts[contract], 0], { id: `Grant${role}` });
  }
  for (const role of ["GUARDIAN", "TREASURER"] as const) {
    m.call(authority, "grantRole", [ROLES[role], deployer, 0], { id: `Grant${role}` });
  }
  return contracts;
});
