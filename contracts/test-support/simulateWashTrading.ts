const BPS = 10_000n;

/** What a ring does, and what it does it in. Shares in basis points, money in wei. */
export type WashTrading = {
  /** Wallets of the ring; they are also the nodes and evaluators of its jobs, the worst case. */
  readonly wallets: number;
  readonly rounds: number;
  readonly tradesPerRound: number;
  /** Highest price of a trade. */
  readonly priceWei: bigint;
  /** Share of a price that the market's treasury keeps. */
  readonly treasuryBps: bigint;
  /** Share of the retained fees that {@link Rewards} may emit. */
  readonly emissionBps: bigint;
  /** Treasury fees that everybody outside the ring pays in a round. */
  readonly honestFeesWei: bigint;
  /** Share of what the others were given that they do claim; the rest is swept. */
  readonly honestClaimBps: bigint;
  readonly seed: number;
  /**
   * `payer`: a round gives out the emission share of its own fees, by fees paid. `carry`: it gives out everything the
   * contract's bound leaves, what others did not claim included.
   */
  readonly allocation: "payer" | "carry";
};

/** Balances of a simulation after each round, in wei. */
export type WashTradingResult = {
  /** What the ring has more than at the start, after each round. */
  readonly profitsWei: readonly bigint[];
  /** Treasury fees the ring paid until the end of each round. */
  readonly paidFeesWei: readonly bigint[];
  /** Fees the treasury kept, and what of it was emitted, at the end. */
  readonly retainedWei: bigint;
  readonly emittedWei: bigint;
  /** Money of ring and treasury at the end, less incentives and the others' fees; the ring's at the start if none leaked. */
  readonly conservedWei: bigint;
  readonly startWei: bigint;
};

/**
 * Lets a ring of wallets buy from each other with the market's own arithmetic (TermsBuilder, FeeSplit: fees rounded down,
 * sale or renewal) and hands out incentives under the bound of Rewards. Nobody in the ring pays gas, which favours it.
 * Throws RangeError when a round would emit more than the contract allows.
 */
export function simulateWashTrading(market: WashTrading): WashTradingResult {
  const random = randomNumbers(market.seed);
  const startWei = market.priceWei * BigInt(market.tradesPerRound * market.rounds);
  const balances = Array.from({ length: market.wallets }, () => startWei);
  const ringWei = () => balances.reduce((sum, balance) => sum + balance, 0n);
  const profitsWei: bigint[] = [];
  const paidFeesWei: bigint[] = [];
  let [retainedWei, emittedWei, paidWei, incentivesWei] = [0n, 0n, 0n, 0n];

  for (let round = 0; round < market.rounds; round++) {
    const fees = new Map<number, bigint>();
    for (let trade = 0; trade < market.tradesPerRound; trade++) {
      const buyer = Math.floor(random() * market.wallets);
      const provider = Math.floor(random() * market.wallets);
      const worker = Math.floor(random() * market.wallets);
      const { totalWei, treasuryWei, workersWei } = tradeOf(market, random);
      balances[buyer]! -= totalWei;
      balances[worker]! += workersWei;
      balances[provider]! += totalWei - workersWei - treasuryWei;
      fees.set(buyer, (fees.get(buyer) ?? 0n) + treasuryWei);
    }
    const ringFeesWei = [...fees.values()].reduce((sum, fee) => sum + fee, 0n);
    const roundFeesWei = ringFeesWei + market.honestFeesWei;
    retainedWei += roundFeesWei;
    paidWei += ringFeesWei;

    const boundWei = (retainedWei * market.emissionBps) / BPS;
    const ownWei = (roundFeesWei * market.emissionBps) / BPS;
    const totalWei = market.allocation === "payer" ? ownWei : boundWei - emittedWei;
    if (emittedWei + totalWei > boundWei) throw new RangeError("more than the contract allows");
    for (const [wallet, feeWei] of fees) {
      const amountWei = roundFeesWei === 0n ? 0n : (totalWei * feeWei) / roundFeesWei;
      balances[wallet]! += amountWei;
      incentivesWei += amountWei;
      emittedWei += amountWei;
    }
    const honestWei = roundFeesWei === 0n ? 0n : (totalWei * market.honestFeesWei) / roundFeesWei;
    emittedWei += (honestWei * market.honestClaimBps) / BPS;
    profitsWei.push(ringWei() - startWei * BigInt(market.wallets));
    paidFeesWei.push(paidWei);
  }
  return {
    profitsWei,
    paidFeesWei,
    retainedWei,
    emittedWei,
    conservedWei: ringWei() + paidWei - incentivesWei,
    startWei: startWei * BigInt(market.wallets),
  };
}

/** One sale, or one renewal of it, with its shares. */
function tradeOf({ priceWei, treasuryBps }: WashTrading, random: () => number) {
  const saleWei = (priceWei * BigInt(Math.floor(random() * 2 ** 32))) >> 32n;
  const saleTreasuryWei = (saleWei * treasuryBps) / BPS;
  const saleWorkersWei = (saleWei * 1_750n) / BPS;
  const renewalBps = random() < 0.5 ? BPS : BigInt(Math.floor(random() * 10_001));
  const totalWei = (saleWei * renewalBps) / BPS;
  if (saleWei === 0n) return { totalWei: 0n, treasuryWei: 0n, workersWei: 0n };
  return {
    totalWei,
    treasuryWei: (saleTreasuryWei * totalWei) / saleWei,
    workersWei: (saleWorkersWei * totalWei) / saleWei,
  };
}

/** Mulberry32: numbers from 0 to below 1, the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
