// Generated from contracts/src by: node scripts/generate/abis.ts. Do not edit.

/** ABI of PrivacyLedger, errors included. */
export const PrivacyLedgerAbi = [
  {"inputs":[{"internalType":"address","name":"authority","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"internalType":"address","name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"internalType":"address","name":"caller","type":"address"},{"internalType":"uint32","name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"internalType":"address","name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"}],"name":"BudgetAlreadyOpen","type":"error"},
  {"inputs":[{"internalType":"uint256","name":"orderId","type":"uint256"}],"name":"BudgetAlreadyReserved","type":"error"},
  {"inputs":[],"name":"BudgetDatasetsInvalid","type":"error"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"},{"internalType":"uint64","name":"requestedMicro","type":"uint64"},{"internalType":"uint64","name":"availableMicro","type":"uint64"}],"name":"BudgetExceeded","type":"error"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"},{"internalType":"uint256","name":"orderId","type":"uint256"}],"name":"BudgetNotReserved","type":"error"},
  {"inputs":[],"name":"BudgetZero","type":"error"},
  {"anonymous":false,"inputs":[{"indexed":false,"internalType":"address","name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"uint256","name":"datasetId","type":"uint256"},{"indexed":true,"internalType":"uint256","name":"orderId","type":"uint256"},{"indexed":false,"internalType":"uint64","name":"rhoMicro","type":"uint64"}],"name":"BudgetCharged","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"uint256","name":"datasetId","type":"uint256"},{"indexed":false,"internalType":"uint64","name":"capMicro","type":"uint64"}],"name":"BudgetOpened","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"uint256","name":"datasetId","type":"uint256"},{"indexed":true,"internalType":"uint256","name":"orderId","type":"uint256"},{"indexed":false,"internalType":"uint64","name":"rhoMicro","type":"uint64"}],"name":"BudgetReleased","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"uint256","name":"datasetId","type":"uint256"},{"indexed":true,"internalType":"uint256","name":"orderId","type":"uint256"},{"indexed":false,"internalType":"uint64","name":"rhoMicro","type":"uint64"}],"name":"BudgetReserved","type":"event"},
  {"inputs":[],"name":"authority","outputs":[{"internalType":"address","name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"}],"name":"budgetOf","outputs":[{"components":[{"internalType":"uint64","name":"capMicro","type":"uint64"},{"internalType":"uint64","name":"reservedMicro","type":"uint64"},{"internalType":"uint64","name":"spentMicro","type":"uint64"}],"internalType":"struct IPrivacyLedger.Budget","name":"","type":"tuple"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"uint256[]","name":"datasetIds","type":"uint256[]"},{"internalType":"uint256","name":"orderId","type":"uint256"}],"name":"charge","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"internalType":"bytes4","name":"","type":"bytes4"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"},{"internalType":"uint64","name":"capMicro","type":"uint64"}],"name":"open","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"internalType":"uint256[]","name":"datasetIds","type":"uint256[]"},{"internalType":"uint256","name":"orderId","type":"uint256"}],"name":"release","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"datasetId","type":"uint256"},{"internalType":"uint256","name":"orderId","type":"uint256"}],"name":"reservationOf","outputs":[{"internalType":"uint64","name":"rhoMicro","type":"uint64"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"uint256[]","name":"datasetIds","type":"uint256[]"},{"internalType":"uint256","name":"orderId","type":"uint256"},{"internalType":"uint64","name":"rhoMicro","type":"uint64"}],"name":"reserve","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"internalType":"address","name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"},
] as const;
