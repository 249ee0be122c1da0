/** A dataset's prices as the registry keeps them; wei, `renewalBps` of 10,000, lane 1 = EHDS. */
export type DatasetPrices = {
  readonly priceWei: bigint;
  readonly rowPriceWei: bigint;
  readonly renewalBps: number;
  readonly lane: number;
  readonly costs: {
    readonly holderWei: bigint;
    readonly computeWei: bigint;
    readonly evaluationWei: bigint;
    readonly accessBodyWei: bigint;
  };
};

/** What a total is made of, in wei, before anything is signed. */
export type PriceParts = {
  /** Price of each dataset, in the order given. */
  readonly pricesWei: readonly bigint[];
  readonly renewalWei: bigint;
  readonly providersWei: bigint;
  readonly workersWei: bigint;
  readonly evaluatorWei: bigint;
  /** The market's treasury; in the EHDS lane the health data access body. */
  readonly treasuryWei: bigint;
  readonly isEhds: boolean;
};

const BPS = 10_000n;

/** The same arithmetic as market/TermsBuilder.sol: shares are rounded down, providers get the rest; EHDS has cost lines instead. */
export function priceParts(
  datasets: readonly DatasetPrices[],
  rows: number,
  fees: { readonly treasuryBps: number; readonly workerBps: number; readonly evaluatorBps: number },
): PriceParts {
  const isEhds = datasets[0]?.lane === 1;
  const pricesWei = datasets.map((dataset) => dataset.priceWei + dataset.rowPriceWei * BigInt(rows));
  const totalWei = sum(pricesWei);
  const renewalWei = sum(datasets.map((dataset, i) => (pricesWei[i]! * BigInt(dataset.renewalBps)) / BPS));
  const [workersWei, evaluatorWei, treasuryWei] = isEhds
    ? [
        sum(datasets.map((dataset) => dataset.costs.computeWei)),
        sum(datasets.map((dataset) => dataset.costs.evaluationWei)),
        sum(datasets.map((dataset) => dataset.costs.accessBodyWei)),
      ]
    : ([fees.workerBps, fees.evaluatorBps, fees.treasuryBps].map((bps) => (totalWei * BigInt(bps)) / BPS) as [
        bigint,
        bigint,
        bigint,
      ]);
  const providersWei = totalWei - workersWei - evaluatorWei - treasuryWei;
  return { pricesWei, renewalWei, providersWei, workersWei, evaluatorWei, treasuryWei, isEhds };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
