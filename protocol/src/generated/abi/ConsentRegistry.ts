// Generated from contracts/src by: node scripts/generate/abis.ts. Do not edit.

/** ABI of ConsentRegistry, errors included. */
export const ConsentRegistryAbi = [
  {"inputs":[{"internalType":"bytes32","name":"nullifier","type":"bytes32"}],"name":"ConsentAlreadyWithdrawn","type":"error"},
  {"inputs":[],"name":"ConsentBadProof","type":"error"},
  {"inputs":[{"internalType":"address","name":"expected","type":"address"}],"name":"ConsentBadSignature","type":"error"},
  {"inputs":[{"internalType":"uint64","name":"deadline","type":"uint64"}],"name":"ConsentExpiredSignature","type":"error"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"},{"internalType":"address","name":"caller","type":"address"}],"name":"ConsentNotOwner","type":"error"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"},{"internalType":"bytes32","name":"root","type":"bytes32"}],"name":"ConsentUnknownRoot","type":"error"},
  {"inputs":[],"name":"ConsentZeroRoot","type":"error"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"uint256","name":"datasetId","type":"uint256"},{"indexed":false,"internalType":"bytes32","name":"root","type":"bytes32"}],"name":"ConsentRootAnchored","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"uint256","name":"datasetId","type":"uint256"},{"indexed":false,"internalType":"bytes32","name":"nullifier","type":"bytes32"},{"indexed":false,"internalType":"uint64","name":"consentEpoch","type":"uint64"}],"name":"ConsentWithdrawn","type":"event"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"},{"internalType":"bytes32","name":"root","type":"bytes32"}],"name":"anchorRoot","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"}],"name":"consentEpoch","outputs":[{"internalType":"uint64","name":"","type":"uint64"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"},{"internalType":"bytes32","name":"root","type":"bytes32"}],"name":"isRoot","outputs":[{"internalType":"bool","name":"","type":"bool"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"},{"internalType":"bytes32","name":"nullifier","type":"bytes32"}],"name":"isWithdrawn","outputs":[{"internalType":"bool","name":"","type":"bool"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"components":[{"internalType":"uint256","name":"datasetId","type":"uint256"},{"internalType":"bytes32","name":"root","type":"bytes32"},{"internalType":"address","name":"consentKey","type":"address"},{"internalType":"bytes32","name":"recordHash","type":"bytes32"},{"internalType":"bytes32","name":"nullifier","type":"bytes32"},{"internalType":"uint64","name":"deadline","type":"uint64"}],"internalType":"struct IConsentRegistry.Withdrawal","name":"withdrawal","type":"tuple"},{"internalType":"bytes32[]","name":"proof","type":"bytes32[]"},{"internalType":"bytes","name":"signature","type":"bytes"}],"name":"withdraw","outputs":[],"stateMutability":"nonpayable","type":"function"},
] as const;
