import { type ErrorCode, ORDER_STATUSES } from "@symbolon/protocol";
import { formatSym } from "../format/formatSym.ts";
import { formatDateTime } from "../format/formatTime.ts";
import { purposeOfMask } from "../format/purposes.ts";

/** A catalogue code with the details its text needs. */
export type ErrorText = readonly [ErrorCode, Record<string, string>];

/** How an order's status reads inside "Order 7 is …". */
const STATUS_WORDS: Record<string, string> = {
  ESCROWED: "still in escrow",
  SETTLED: "delivered and not yet released",
  DISPUTED: "disputed",
  RELEASED: "released to its payees",
  REFUNDED: "refunded",
  NONE: "not known to this market",
};

/** Last second that a date can be shown for; the contract's "never" lies far beyond. */
const LAST_SECOND = 8_640_000_000_000n;

/** Custom error name -> catalogue code and details, from the decoded arguments in ABI order. */
export const errorTexts: Record<string, (args: readonly unknown[]) => ErrorText> = {
  // Money
  OrderPriceAboveLimit: ([total, limit]) => ["E2002", { totalWei: sym(total), maxPriceWei: sym(limit) }],
  ERC20InsufficientBalance: ([, balance, needed]) => [
    "E2003",
    { balanceWei: sym(balance), totalWei: sym(needed) },
  ],
  ERC20InsufficientAllowance: () => refused("the payment was not approved", "Sign the permit again."),
  ERC2612ExpiredSignature: () => refused("the permit expired", "Sign the permit again."),
  ERC2612InvalidSigner: () =>
    refused("the permit was signed by another account", "Sign with the account you order with."),
  OrderDepositMismatch: () =>
    refused("the token delivered another sum than was asked", "Nothing was charged; tell the operator."),
  // Order form
  OrderDatasetNotListed: ([id]) => ["E2006", { datasetId: String(id) }],
  DatasetUnknown: ([id]) => ["E2007", { datasetId: String(id) }],
  DatasetRetired: ([id]) => ["E2006", { datasetId: String(id) }],
  DatasetNotOwner: ([id]) =>
    refused(
      `dataset ${String(id)} belongs to another account`,
      "Switch to its account; nothing was changed.",
    ),
  DatasetConsentRootInvalid: () =>
    refused(
      "the consent root does not fit the lane",
      "Consents belong to the market lane alone; nothing was published.",
    ),
  DatasetPriceInvalid: () =>
    refused("price and cost lines do not fit the lane", "Look at the prices again; nothing was changed."),
  DatasetCostBased: () =>
    refused("this dataset's price is its costs", "Costs change with a new version; nothing was changed."),
  DatasetPurposesInvalid: () => refused("no purpose is allowed", "Allow at least one; nothing was changed."),
  DatasetRenewalInvalid: () =>
    refused("the renewal share is out of range", "Give 0 to 100 per cent; nothing was changed."),
  OrderPurposeNotAllowed: ([id, purpose]) => [
    "E3003",
    { datasetId: String(id), purpose: purposeLabel(purpose) },
  ],
  OrderSchemaMismatch: () =>
    refused("the datasets do not share one schema", "Choose datasets with the same variables."),
  OrderLaneMixed: () =>
    refused(
      "datasets used by consent and datasets used by permit are in one order",
      "Order them apart; nothing was charged.",
    ),
  OrderOwnDataset: ([id]) =>
    refused(
      `dataset ${String(id)} belongs to this account`,
      "Order with another account; nothing was charged.",
    ),
  OrderValueOutOfRange: () =>
    refused("a value of the order is out of range", "Check rows and access period."),
  OrderDatasetsInvalid: () =>
    refused("the list of datasets is not valid", "Choose one to eight different datasets."),
  EnforcedPause: () =>
    refused(
      "the market is paused",
      "New orders and renewals wait; refunds and claims go on. Nothing was charged.",
    ),
  // Consent, permit, budget
  BudgetExceeded: ([id, requested, available]) => [
    "E3001",
    { datasetId: String(id), requestedMicro: String(requested), availableMicro: String(available) },
  ],
  BudgetBuyerExceeded: ([id, , requested, available]) => [
    "E3006",
    { datasetId: String(id), requestedMicro: String(requested), availableMicro: String(available) },
  ],
  BudgetZero: () =>
    refused("the order asks for no privacy budget", "Choose a larger epsilon; nothing was charged."),
  JobConsentStale: ([order, dataset]) => ["E3002", { orderId: String(order), datasetId: String(dataset) }],
  ConsentBasisInactive: ([id]) => ["E3008", { datasetId: String(id) }],
  OrderPermitNeeded: ([id]) => ["E3007", { datasetId: String(id) }],
  OrderPermitNotUsed: ([id]) => permitGap(id, "these datasets are used by consent, without a permit"),
  PermitUnknown: ([id]) => permitGap(id, "there is no permit of this number"),
  PermitNotHolder: ([id]) => permitGap(id, "it was issued to another account"),
  PermitHolderExcluded: ([account, until]) => [
    "E3015",
    { account: String(account), until: formatDateTime(Number(until)) },
  ],
  PermitPurposeNotGranted: ([id, purpose]) =>
    permitGap(id, `it does not grant the purpose "${purposeLabel(purpose)}"`),
  PermitDatasetNotGranted: ([id, dataset]) => permitGap(id, `it does not name dataset ${String(dataset)}`),
  PermitNotValid: ([id, state, from, until]) =>
    permitGap(
      id,
      Number(state) === 1
        ? `it is valid from ${formatDateTime(Number(from))} to ${formatDateTime(Number(until))} only`
        : Number(state) === 2
          ? "it is suspended"
          : "it was revoked",
    ),
  PermitNotHeard: ([id, from]) =>
    refused(
      `permit ${String(id)} cannot be revoked before its holder answers or ${formatDateTime(Number(from))} comes`,
      "Suspend it if it has to stop at once (Art. 63(2), (3)).",
    ),
  PermitNothingToAnswer: ([id]) =>
    refused(
      `permit ${String(id)} has no finding that waits for an answer`,
      "Load the page again; nothing was changed.",
    ),
  PermitExclusionTooLong: ([, latest]) =>
    refused(
      `an exclusion lasts until ${formatDateTime(Number(latest))} at most`,
      "Choose an earlier end (Art. 63(3): five years).",
    ),
  PermitExclusionShorter: ([account, until]) =>
    refused(
      `account ${String(account)} is excluded until ${formatDateTime(Number(until))} already`,
      "An exclusion is not shortened; nothing was changed.",
    ),
  PermitVersionStale: ([id]) => permitGap(id, "it was changed after the order was placed"),
  // A placed order
  OrderNotRefundable: ([id]) => [
    "E2005",
    { orderId: String(id), reason: "its job is still within its time" },
  ],
  OrderWrongStatus: ([id, status]) => {
    const name = ORDER_STATUSES[Number(status)] ?? "NONE";
    return ["E2010", { orderId: String(id), status: STATUS_WORDS[name] ?? name }];
  },
  OrderTermsMismatch: ([id]) =>
    refused(`order ${String(id)} changed meanwhile`, "Load the page again; nothing was changed."),
  OrderNotBuyer: ([id, caller]) => ["E2011", { orderId: String(id), account: String(caller) }],
  AccessNotGranted: ([id]) =>
    refused(
      `order ${String(id)} has no access to renew`,
      "Access opens when the file is delivered; nothing was charged.",
    ),
  JobWrongState: ([id]) =>
    refused(`the job of order ${String(id)} went on meanwhile`, "Load the page again; nothing was changed."),
  JobMismatch: ([id]) =>
    refused(`the job of order ${String(id)} went on meanwhile`, "Load the page again; nothing was changed."),
  JobCannotFail: ([id]) =>
    refused(`the job of order ${String(id)} cannot be closed now`, "Wait for its deadline, then refund."),
  // Payouts and disputes
  OrderDisputeWindowOpen: ([id, at]) => [
    "E2012",
    {
      account: "you",
      reason: `the buyer may dispute order ${String(id)} until ${formatDateTime(Number(at))}`,
    },
  ],
  PayoutAlreadyClaimed: ([id]) => [
    "E2012",
    { account: "you", reason: `your share of order ${String(id)} was paid before` },
  ],
  PayoutUnknown: ([id]) => ["E2012", { account: "you", reason: `order ${String(id)} owes you nothing` }],
  OrderDisputeWindowClosed: ([id, at]) => [
    "E2013",
    { orderId: String(id), closedAt: formatDateTime(Number(at)) },
  ],
  DisputeNotBuyer: ([id, caller]) => ["E2011", { orderId: String(id), account: String(caller) }],
  DisputeWrongState: ([id]) =>
    refused(`the dispute of order ${String(id)} was decided`, "Load the page again; nothing was changed."),
  // A node's stake
  WorkerUnknown: ([account]) =>
    refused(`${String(account)} is not registered as a node`, "Start the node; it registers itself."),
  WorkerStillBonded: ([at]) =>
    refused(
      BigInt(at as bigint) > LAST_SECOND
        ? "the node has not left yet"
        : `the stake is bonded until ${formatDateTime(Number(at))}`,
      "Leave first, then wait for the time the contract names; nothing was changed.",
    ),
  WorkerStakeMismatch: () =>
    refused("the token delivered another sum than was asked", "Nothing was staked; tell the operator."),
  // Offers of a provider to one buyer
  OfferExpired: () => refused("the provider's offer has run out", "Ask the provider for a new one."),
  OfferExhausted: () =>
    refused("the provider's offer was used up or cancelled", "Ask the provider for a new one."),
  OfferNotForBuyer: () =>
    refused("the provider's offer is for another account", "Order with the account it was made for."),
  OfferBadSignature: () =>
    refused("the offer was not signed by the dataset's provider", "Do not use it; nothing was charged."),
  OfferNotForDataset: () =>
    refused("the offer is for another dataset", "Choose the dataset it was made for; nothing was charged."),
  OfferNotInLane: () =>
    refused("datasets used by permit take no offers", "Order at the listed costs; nothing was charged."),
};

/** A refusal that has no code of its own. */
export function refused(reason: string, advice: string): ErrorText {
  return ["E6003", { reason, advice }];
}

function permitGap(permitId: unknown, reason: string): ErrorText {
  return ["E3005", { permitId: String(permitId), reason }];
}

function purposeLabel(mask: unknown): string {
  return purposeOfMask(Number(mask))?.label ?? String(mask);
}

function sym(value: unknown): string {
  return `${formatSym(BigInt(value as bigint), 4)} SYM`;
}
