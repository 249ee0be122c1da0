import type { Signer } from "ethers";

/** Figures that a deployment decides once and for all. Fees and shares in basis points, money in wei, time in seconds. */
export const DEPLOYMENT_DEFAULTS = {
  fees: { treasuryBps: 250, workerBps: 1_500, evaluatorBps: 250 },
  minimumStakeWei: 1_000n * 10n ** 18n,
  initialSupplyWei: 10n ** 27n,
  orderWindowSeconds: 86_400,
  claimWindowSeconds: 600,
  /** How long a buyer may open a dispute after settlement; payees wait for it, unless the buyer releases. */
  disputeWindowSeconds: 3 * 86_400,
  /** Longer than order, dispute and voting windows together, so that nobody leaves before a fault is proven. */
  unbondingSeconds: 21 * 86_400,
  disputeQuorum: 3,
  votingSeconds: 7 * 86_400,
  disputeBondWei: 100n * 10n ** 18n,
  /** What evaluator and nodes of an upheld dispute lose, and a node that signed two reports. */
  slashBps: 2_000,
  equivocationBps: 5_000,
  /** Largest figures of a certificate that pass, in 1/10,000; the same as the protocol's DEFAULT_THRESHOLDS. */
  thresholds: { tvd1Bps: 1_800, tvd2Bps: 2_800, membershipAucBps: 6_000 },
  /** The same for high-fidelity files, which no proof stands behind; the protocol's HIGH_FIDELITY_THRESHOLDS. */
  highFidelityThresholds: { tvd1Bps: 1_800, tvd2Bps: 2_800, membershipAucBps: 5_500 },
  /** The same for aggregate statistics. They have no such figures, so any will do: without thresholds a class cannot pass at all. */
  statisticsThresholds: { tvd1Bps: 10_000, tvd2Bps: 10_000, membershipAucBps: 10_000 },
  /** Half of the fees at most goes back as incentives: trading with oneself loses the other half. */
  emissionBps: 5_000,
  challengeSeconds: 7 * 86_400,
  claimSeconds: 180 * 86_400,
} as const;

type Figures = { readonly [K in keyof typeof DEPLOYMENT_DEFAULTS]?: Widen<(typeof DEPLOYMENT_DEFAULTS)[K]> };
type Widen<T> = T extends bigint ? bigint : T extends number ? number : { readonly [K in keyof T]: number };

/** Everything a deployment decides; what is left out is {@link DEPLOYMENT_DEFAULTS}. */
export type DeployOptions = Figures & {
  /** Pays, becomes admin of the AccessManager, GUARDIAN, TREASURER and DISTRIBUTOR, and gets the whole token supply. */
  readonly signer: Signer;
  /** Account credited with the treasury's share. */
  readonly treasury: string;
  /** Accounts given EVALUATOR at once; more can be added by the admin later. */
  readonly evaluators?: readonly string[];
  /** Health data access bodies that may issue permits. */
  readonly accessBodies?: readonly string[];
  /**
   * Hands the admin role over: `account` gets it with an execution delay of `delaySeconds`, every role's grants get the same delay, and
   * the deployer keeps no role at all but what is listed here.
   */
  readonly governance?: {
    readonly account: string;
    readonly delaySeconds: number;
    readonly guardian: string;
    readonly treasurer: string;
    readonly distributor: string;
  };
};
