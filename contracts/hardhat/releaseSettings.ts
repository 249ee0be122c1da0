/** How solc makes what is deployed: contracts are immutable, so these settings are part of the release. */
export const releaseSettings = {
  optimizer: { enabled: true, runs: 2_000 },
  viaIR: true,
  evmVersion: "cancun",
} as const;
