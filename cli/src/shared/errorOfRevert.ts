import { type ErrorCode, ORDER_STATUSES } from "@symbolon/protocol";

type Details = Record<string, string>;
type Coded = readonly [ErrorCode, Details];

const permitGap = (permitId: unknown, reason: string): Coded => [
  "E3005",
  { permitId: String(permitId), reason },
];
const refused = (reason: string, advice: string): Coded => ["E6003", { reason, advice }];
const time = (seconds: unknown): string => new Date(Number(seconds) * 1000).toISOString();

/** Custom error name -> code and the details its text needs, from the error's arguments in ABI order. */
const BY_NAME: Record<string, (args: readonly unknown[]) => Coded> = {
  OrderPriceAboveLimit: ([total, limit]) => [
    "E2002",
    { totalWei: String(total), maxPriceWei: String(limit) },
  ],
  ERC20InsufficientBalance: ([, balance, needed]) => [
    "E2003",
    { balanceWei: String(balance), totalWei: String(needed) },
  ],
  OrderNotRefundable: ([id]) => [
    "E2005",
    { orderId: String(id), reason: "the job has neither failed nor passed its deadline" },
  ],
  OrderDatasetNotListed: ([id]) => ["E2006", { datasetId: String(id) }],
  DatasetUnknown: ([id]) => ["E2007", { datasetId: String(id) }],
  OrderWrongStatus: ([id, status]) => [
    "E2010",
    { orderId: String(id), status: ORDER_STATUSES[Number(status)] ?? String(status) },
  ],
  OrderNotBuyer: ([id, caller]) => ["E2011", { orderId: String(id), account: String(caller) }],
  DisputeNotBuyer: ([id, caller]) => ["E2011", { orderId: String(id), account: String(caller) }],
  OrderDisputeWindowOpen: ([id, at]) => [
    "E2012",
    { account: "this payee", reason: `order ${String(id)} is paid out from ${time(at)}` },
  ],
  PayoutAlreadyClaimed: ([id]) => [
    "E2012",
    { account: "this payee", reason: `its share of order ${String(id)} was paid before` },
  ],
  DisputeNothingOwed: ([account]) => [
    "E2012",
    { account: String(account), reason: "there is no bond to return" },
  ],
  OrderDisputeWindowClosed: ([id, at]) => ["E2013", { orderId: String(id), closedAt: time(at) }],
  BudgetExceeded: ([id, requested, available]) => [
    "E3001",
    { datasetId: String(id), requestedMicro: String(requested), availableMicro: String(available) },
  ],
  JobConsentStale: ([id, dataset]) => ["E3002", { orderId: String(id), datasetId: String(dataset) }],
  OrderPurposeNotAllowed: ([id, purpose]) => ["E3003", { datasetId: String(id), purpose: String(purpose) }],
  PermitUnknown: ([id]) => permitGap(id, "there is no such permit"),
  PermitNotHolder: ([id, account]) => permitGap(id, `it was not issued to ${String(account)}`),
  PermitHolderExcluded: ([account, until]) => ["E3015", { account: String(account), until: time(until) }],
  PermitPurposeNotGranted: ([id, purpose]) =>
    permitGap(id, `it does not grant the purpose with mask ${String(purpose)}`),
  PermitDatasetNotGranted: ([id, dataset]) => permitGap(id, `it does not name dataset ${String(dataset)}`),
  PermitNotValid: ([id, , from, until]) =>
    permitGap(id, `it is suspended, revoked, or not within ${time(from)} to ${time(until)}`),
  PermitVersionStale: ([id, version, current]) =>
    permitGap(id, `version ${String(version)} was replaced by version ${String(current)}`),
  OrderPermitNotUsed: ([id]) =>
    permitGap(id, "these datasets are used by consent; order without a data permit"),
  BudgetBuyerExceeded: ([id, , requested, available]) => [
    "E3006",
    { datasetId: String(id), requestedMicro: String(requested), availableMicro: String(available) },
  ],
  OrderPermitNeeded: ([id]) => ["E3007", { datasetId: String(id) }],
  ConsentBasisInactive: ([id]) => ["E3008", { datasetId: String(id) }],
  OrderTermsMismatch: ([id]) =>
    refused(`order ${String(id)} changed while this was sent`, "Run the command again; nothing was changed."),
  OrderOwnDataset: ([id]) =>
    refused(
      `dataset ${String(id)} is this account's own`,
      "Order from another account; nothing was charged.",
    ),
  OrderLaneMixed: ([id]) =>
    refused(
      `dataset ${String(id)} is in another lane than the first`,
      "Order datasets used by consent and datasets used by permit apart; nothing was charged.",
    ),
  OrderSchemaMismatch: ([id]) =>
    refused(
      `dataset ${String(id)} has another schema than the first`,
      "Order datasets of one schema together; nothing was charged.",
    ),
  ERC20InsufficientAllowance: () =>
    refused("the payment was not approved", "Run the command again; nothing was charged."),
  EnforcedPause: () =>
    refused(
      "the market is paused",
      "Refunds and claims go on; try again when it is resumed. Nothing was charged.",
    ),
};

/** Code and details for a custom error of the contracts; one without an entry keeps its name and values. */
export function errorOfRevert(name: string, args: readonly unknown[]): Coded {
  return (
    BY_NAME[name]?.(args) ??
    refused(
      `${name}(${args.join(", ")})`,
      "Read the contract's documentation of this error; nothing was changed.",
    )
  );
}
