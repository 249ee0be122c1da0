import type { CatalogueEntry } from "../catalogueEntry.ts";

/** E2xxx: money and orders. */
export const ORDER_ERRORS = {
  E2002: {
    what: "The price {totalWei} is above your limit {maxPriceWei}.",
    todo: "Ask for a new quote and confirm the new price.",
    retryable: false,
  },
  E2003: {
    what: "The balance {balanceWei} does not cover {totalWei}.",
    todo: "Fund the account; nothing was charged.",
    retryable: false,
  },
  E2004: {
    what: "Order {orderId} does not exist.",
    todo: "Check the number and the chain.",
    retryable: false,
  },
  E2005: {
    what: "Order {orderId} cannot be refunded now: {reason}.",
    todo: "Wait for the deadline or for the job to fail.",
    retryable: false,
  },
  E2006: { what: "Dataset {datasetId} is not for sale.", todo: "Choose a listed dataset.", retryable: false },
  E2007: {
    what: "Dataset {datasetId} does not exist.",
    todo: "Check the number and the chain.",
    retryable: false,
  },
  E2008: {
    what: "Dataset {datasetId} does not have the schema {schemaDigest}.",
    todo: "Order datasets of one schema together; nothing was pinned.",
    retryable: false,
  },
  E2009: {
    what: "The order spec is for chain {actual}, this market runs on chain {expected}.",
    todo: "Make the spec for the chain you order on; nothing was pinned.",
    retryable: false,
  },
  E2010: {
    what: "Order {orderId} is {status}, so this cannot be done.",
    todo: "Look at where the order stands; nothing was changed.",
    retryable: false,
  },
  E2011: {
    what: "Order {orderId} belongs to another account than {account}.",
    todo: "Use the account that placed it; nothing was changed.",
    retryable: false,
  },
  E2012: {
    what: "Nothing can be claimed for {account} now: {reason}.",
    todo: "Shares are paid once the buyer releases the order, or when its dispute window is over.",
    retryable: false,
  },
  E2013: {
    what: "The time to dispute order {orderId} ended at {closedAt}.",
    todo: "Its certificate stands; nothing was charged.",
    retryable: false,
  },
  E2014: {
    what: "The condition on {column} cuts a bin at {bound}.",
    todo: "Use {nearest}: only whole bins can be chosen exactly; nothing was charged.",
    retryable: false,
  },
  E2015: {
    what: "The workload's model would have {cells} cells, the limit is {limit}.",
    todo: "Leave out interactions or choose an engine that picks its tables (aim, mst); nothing was charged.",
    retryable: false,
  },
  E2016: {
    what: "Dataset {datasetId} has fewer than {least} held-out records in the cohort of order {orderId}, too few to judge the file by.",
    todo: "Widen the cohort or leave the dataset out; no budget was spent and the escrow comes back.",
    retryable: false,
  },
  E2017: {
    what: "The provider of dataset {datasetId} does not offer high-fidelity files.",
    todo: "Order with a private engine, or choose a dataset whose entry offers them; nothing was made and the escrow comes back.",
    retryable: false,
  },
  E2018: {
    what: "The hospital of dataset {datasetId} lets no file of order {orderId} out: {reason}.",
    todo: "Order fewer columns or a wider cohort, or a private engine; the file never left, no budget was spent and the escrow comes back.",
    retryable: false,
  },
  E2019: {
    what: "The provider of dataset {datasetId} does not offer aggregate statistics.",
    todo: "Order the statistic as a private release, or choose datasets whose providers offer them; nothing was computed and the escrow comes back.",
    retryable: false,
  },
  E2020: {
    what: "The statistic of order {orderId} is withheld: {reason}.",
    todo: "Widen the cohort or ask for less; nothing was delivered and the escrow comes back.",
    retryable: false,
  },
  E2021: {
    what: "The provider of dataset {datasetId} does not let its patients be linked with another hospital's.",
    todo: "Choose datasets whose entries offer linkage; nothing about a patient left and the escrow comes back.",
    retryable: false,
  },
  E2022: {
    what: "{suspected} of {images} synthetic images lie as near to a real image as a copy would; at most {most} may.",
    todo: "Nothing was released. Train on more patients or stop earlier, or use the private engine.",
    retryable: false,
  },
} as const satisfies Record<string, CatalogueEntry>;
