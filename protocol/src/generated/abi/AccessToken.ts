// Generated from contracts/src by: node scripts/generate/abis.ts. Do not edit.

/** ABI of AccessToken, errors included. */
export const AccessTokenAbi = [
  {"inputs":[{"internalType":"uint256","name":"orderId","type":"uint256"}],"name":"AccessAlreadyGranted","type":"error"},
  {"inputs":[{"internalType":"uint256","name":"orderId","type":"uint256"}],"name":"AccessNotGranted","type":"error"},
  {"inputs":[],"name":"AccessNotTransferable","type":"error"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"uint256","name":"orderId","type":"uint256"},{"indexed":false,"internalType":"uint64","name":"accessUntil","type":"uint64"}],"name":"AccessExtended","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"uint256","name":"orderId","type":"uint256"},{"indexed":true,"internalType":"address","name":"holder","type":"address"},{"indexed":false,"internalType":"uint32","name":"purpose","type":"uint32"},{"indexed":false,"internalType":"uint64","name":"accessUntil","type":"uint64"}],"name":"AccessGranted","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"uint256","name":"orderId","type":"uint256"},{"indexed":true,"internalType":"address","name":"holder","type":"address"}],"name":"AccessRevoked","type":"event"},
  {"inputs":[{"internalType":"uint256","name":"orderId","type":"uint256"}],"name":"accessUntil","outputs":[{"internalType":"uint64","name":"","type":"uint64"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"orderId","type":"uint256"},{"internalType":"uint64","name":"accessSeconds","type":"uint64"}],"name":"extend","outputs":[{"internalType":"uint64","name":"accessUntil","type":"uint64"}],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"orderId","type":"uint256"},{"internalType":"address","name":"holder","type":"address"},{"internalType":"uint32","name":"purpose","type":"uint32"},{"internalType":"uint64","name":"accessUntil","type":"uint64"}],"name":"grant","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"orderId","type":"uint256"}],"name":"holderOf","outputs":[{"internalType":"address","name":"holder","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"orderId","type":"uint256"}],"name":"purposeOf","outputs":[{"internalType":"uint32","name":"","type":"uint32"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"orderId","type":"uint256"}],"name":"revoke","outputs":[],"stateMutability":"nonpayable","type":"function"},
] as const;
