// Generated from contracts/src by: node scripts/generate/abis.ts. Do not edit.

/** ABI of WorkerRegistry, errors included. */
export const WorkerRegistryAbi = [
  {"inputs":[{"internalType":"address","name":"worker","type":"address"}],"name":"WorkerAlreadyRegistered","type":"error"},
  {"inputs":[],"name":"WorkerEndpointInvalid","type":"error"},
  {"inputs":[{"internalType":"address","name":"worker","type":"address"}],"name":"WorkerNotEvaluator","type":"error"},
  {"inputs":[{"internalType":"uint8","name":"roles","type":"uint8"}],"name":"WorkerRolesInvalid","type":"error"},
  {"inputs":[{"internalType":"uint128","name":"stakeWei","type":"uint128"},{"internalType":"uint128","name":"minimumWei","type":"uint128"}],"name":"WorkerStakeTooLow","type":"error"},
  {"inputs":[{"internalType":"uint64","name":"withdrawableAt","type":"uint64"}],"name":"WorkerStillBonded","type":"error"},
  {"inputs":[{"internalType":"address","name":"worker","type":"address"}],"name":"WorkerUnknown","type":"error"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"address","name":"worker","type":"address"},{"indexed":false,"internalType":"uint64","name":"withdrawableAt","type":"uint64"}],"name":"WorkerLeaving","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"address","name":"worker","type":"address"},{"indexed":false,"internalType":"uint128","name":"stakeWei","type":"uint128"}],"name":"WorkerLeft","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"address","name":"worker","type":"address"},{"indexed":false,"internalType":"uint8","name":"roles","type":"uint8"},{"indexed":false,"internalType":"bytes32","name":"hpkeKey","type":"bytes32"},{"indexed":false,"internalType":"string","name":"endpoint","type":"string"},{"indexed":false,"internalType":"uint128","name":"stakeWei","type":"uint128"}],"name":"WorkerRegistered","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"address","name":"worker","type":"address"},{"indexed":false,"internalType":"bytes32","name":"hpkeKey","type":"bytes32"},{"indexed":false,"internalType":"string","name":"endpoint","type":"string"}],"name":"WorkerUpdated","type":"event"},
  {"inputs":[{"internalType":"address","name":"worker","type":"address"},{"internalType":"uint8","name":"role","type":"uint8"}],"name":"isActive","outputs":[{"internalType":"bool","name":"","type":"bool"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"leave","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"minimumStakeWei","outputs":[{"internalType":"uint128","name":"","type":"uint128"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"uint8","name":"roles","type":"uint8"},{"internalType":"bytes32","name":"hpkeKey","type":"bytes32"},{"internalType":"string","name":"endpoint","type":"string"},{"internalType":"uint128","name":"stakeWei","type":"uint128"}],"name":"register","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"internalType":"bytes32","name":"hpkeKey","type":"bytes32"},{"internalType":"string","name":"endpoint","type":"string"}],"name":"update","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"withdrawStake","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"internalType":"address","name":"worker","type":"address"}],"name":"workerOf","outputs":[{"components":[{"internalType":"uint8","name":"roles","type":"uint8"},{"internalType":"uint64","name":"leavingSince","type":"uint64"},{"internalType":"uint128","name":"stakeWei","type":"uint128"},{"internalType":"bytes32","name":"hpkeKey","type":"bytes32"},{"internalType":"string","name":"endpoint","type":"string"}],"internalType":"struct IWorkerRegistry.Worker","name":"","type":"tuple"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"workers","outputs":[{"internalType":"address[]","name":"","type":"address[]"}],"stateMutability":"view","type":"function"},
] as const;
