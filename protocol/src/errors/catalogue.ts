/** One catalogued failure: what happened, what the reader can do, and whether trying again can help. */
export type CatalogueEntry = { readonly what: string; readonly todo: string; readonly retryable: boolean };

/**
 * Every error a user or another process can see. Ranges: E1xxx input data, E2xxx money and orders,
 * E3xxx consent, budget and permits, E4xxx jobs and nodes, E5xxx storage and keys, E6xxx chain and network,
 * E7xxx verification, E8xxx set-up and environment, E9xxx gateway. {name} is filled from the error's details.
 */
export const CATALOGUE = {
  E1001: {
    what: "Column {column} is missing from {file}.",
    todo: "Add the column or correct the mapping; nothing was published.",
    retryable: false,
  },
  E1002: {
    what: "Row {row}: {column} has the unknown level {value}.",
    todo: "Use one of: {levels}.",
    retryable: false,
  },
  E1003: {
    what: "Row {row}: {column} is not a number: {value}.",
    todo: "Correct the cell or declare the column categorical.",
    retryable: false,
  },
  E1004: {
    what: "{file} has {bytes} bytes, the limit is {limit}.",
    todo: "Split the file or raise maxFileBytes in the node's configuration.",
    retryable: false,
  },
  E1005: {
    what: "{file} cannot be read: {reason}.",
    todo: "Check the path, permissions and that the file is CSV or Parquet with a header.",
    retryable: false,
  },
  E1006: {
    what: "{document} is not valid: {reason}.",
    todo: "Correct the document; the schema is in protocol/src/messages.",
    retryable: false,
  },
  E1007: { what: "{file} holds no rows.", todo: "Give a file with at least one record.", retryable: false },
  E1008: {
    what: "Row {row}: {column} is empty.",
    todo: "Fill the cell or drop the record; this schema has no missing level for it.",
    retryable: false,
  },
  E1009: {
    what: "The dataset description has {count} violations of HealthDCAT-AP; the first: {reason}.",
    todo: "{todo}",
    retryable: false,
  },
  E1010: {
    what: "The catalogue file is no {format}: {reason}.",
    todo: "Correct the file; nothing was taken over.",
    retryable: false,
  },
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
  E3001: {
    what: "Dataset {datasetId} has {availableMicro} micro-rho left, the order needs {requestedMicro}.",
    todo: "Lower epsilon or choose another dataset; nothing was charged.",
    retryable: false,
  },
  E3002: {
    what: "Consent of dataset {datasetId} changed after order {orderId} was claimed.",
    todo: "The job cannot finish; call refund, then order again.",
    retryable: false,
  },
  E3003: {
    what: "Purpose {purpose} is not allowed for dataset {datasetId}.",
    todo: "Order for a purpose the provider allows.",
    retryable: false,
  },
  E3004: {
    what: "No consent record for {subject} in this node.",
    todo: "Check the record number with the hospital's consent file.",
    retryable: false,
  },
  E3005: {
    what: "Data permit {permitId} does not cover this: {reason}.",
    todo: "Ask the health data access body that issued it; nothing was charged.",
    retryable: false,
  },
  E3006: {
    what: "You may still use {availableMicro} micro-rho of dataset {datasetId}, the order needs {requestedMicro}.",
    todo: "The provider bounds what one buyer may use: lower epsilon or choose another dataset; nothing was charged.",
    retryable: false,
  },
  E3007: {
    what: "Dataset {datasetId} is used under a data permit only.",
    todo: "Order with a permit of a health data access body that covers it; nothing was charged.",
    retryable: false,
  },
  E3008: {
    what: "The provider has suspended the use of dataset {datasetId}.",
    todo: "Wait until it is resumed or choose another dataset; nothing was charged.",
    retryable: false,
  },
  E3009: {
    what: "The privacy budget does not cover {what}: it needs {requested}, {available} of {total} is left.",
    todo: "Ask for less or raise epsilon; nothing was looked at and nothing was charged.",
    retryable: false,
  },
  E3010: {
    what: "The step {step} is not open: {reason}.",
    todo: "Look at where the proceeding stands and who acts next; nothing was changed.",
    retryable: false,
  },
  E3011: {
    what: "No access to records: {reason}.",
    todo: "Ask the health data access body; a permit that is active and names you is needed.",
    retryable: false,
  },
  E3012: {
    what: "This applicant may not ask for {what}: {reason}.",
    todo: "Correct the application or name the mandate; nothing was submitted.",
    retryable: false,
  },
  E3013: {
    what: "The proceeding is at act {current}, this one was made for {given}.",
    todo: "Read the proceeding again, then sign the next act.",
    retryable: false,
  },
  E3014: {
    what: "There is no {what} here.",
    todo: "Check the number and the country.",
    retryable: false,
  },
  E4001: {
    what: "Share vector has {length} cells, expected {expected}.",
    todo: "Both sides must use the same schema and workload.",
    retryable: false,
  },
  E4002: {
    what: "Dataset {datasetId} already sent its share for order {orderId}.",
    todo: "Nothing to do; the first share stands.",
    retryable: false,
  },
  E4003: {
    what: "Node {node} revealed something else than it committed to.",
    todo: "The job stops; the node is named in the log.",
    retryable: false,
  },
  E4004: {
    what: "A message for order {orderId} arrived in order {expected}.",
    todo: "Drop it; a replay is being tried.",
    retryable: false,
  },
  E4005: {
    what: "A share came from {sender}, who is not a party of order {orderId}.",
    todo: "Drop it.",
    retryable: false,
  },
  E4006: {
    what: "Order {orderId} asks for something this node refuses: {reason}.",
    todo: "The buyer corrects the spec and orders again; the escrow is refundable.",
    retryable: false,
  },
  E4007: {
    what: "Node {node} disagrees about {field} of order {orderId}.",
    todo: "The job stops; compare code versions.",
    retryable: false,
  },
  E4008: { what: "Order {orderId} is not ready: {reason}.", todo: "Try again shortly.", retryable: true },
  E4009: { what: "The signature on {message} is not by {expected}.", todo: "Drop it.", retryable: false },
  E4010: {
    what: "Node state of order {orderId} is damaged: {reason}.",
    todo: "The job cannot resume here; the escrow is refundable after the deadline.",
    retryable: false,
  },
  E4020: {
    what: "The joint computation of {orderId} stopped: {reason}.",
    todo: "Nothing was opened that was not verified. Find the cause before the order is run again, with new keys.",
    retryable: false,
  },
  E5001: {
    what: "Content {cid} was not found.",
    todo: "Try again when the pinning node is up.",
    retryable: true,
  },
  E5002: {
    what: "Content {cid} does not match its digest.",
    todo: "Do not use it; fetch from another node.",
    retryable: false,
  },
  E5003: {
    what: "The file cannot be decrypted: {reason}.",
    todo: "Use the key the order was placed with.",
    retryable: false,
  },
  E5004: {
    what: "The storage node does not answer: {reason}.",
    todo: "Check IPFS_API_URL; trying again is safe.",
    retryable: true,
  },
  E5005: {
    what: "The key for order {orderId} is not released: {reason}.",
    todo: "It is released when the order is finalised and while access lasts.",
    retryable: false,
  },
  E5006: {
    what: "The storage node cannot keep {what}: {reason}.",
    todo: "Free space on its disk or add a back end; nothing was lost, trying again is safe.",
    retryable: true,
  },
  E5007: {
    what: "The key of order {orderId} was destroyed at {at}.",
    todo: "Its time was over; the receipt is in the hub's key log. Order again.",
    retryable: false,
  },
  E5008: {
    what: "The wrapped key of order {orderId} is another one by now.",
    todo: "Download the key again, wrap that one, and sign a new request.",
    retryable: false,
  },
  E6001: {
    what: "The RPC does not answer: {reason}.",
    todo: "Check the URL; trying again is safe.",
    retryable: true,
  },
  E6002: {
    what: "The RPC serves chain {actual}, expected {expected}.",
    todo: "Point the RPC URL at the right chain; nothing was sent.",
    retryable: false,
  },
  E6003: { what: "The contract refused: {reason}.", todo: "{advice}", retryable: false },
  E6004: { what: "{url} does not answer: {reason}.", todo: "Trying again is safe.", retryable: true },
  E6005: {
    what: "The wallet did not sign: {reason}.",
    todo: "Nothing was sent; sign when you are ready.",
    retryable: false,
  },
  E6006: {
    what: "The RPC's events and its state of order {orderId} do not fit together.",
    todo: "It lags or the chain is being reorganised; nothing was done, trying again is safe.",
    retryable: true,
  },
  E7001: {
    what: "The file's hash {actual} is not the hash on chain {expected}.",
    todo: "The file was changed; download it again.",
    retryable: false,
  },
  E7002: {
    what: "{document} does not match its digest on chain.",
    todo: "Do not trust it.",
    retryable: false,
  },
  E7003: {
    what: "The signature of {party} on {document} does not hold.",
    todo: "Do not trust it.",
    retryable: false,
  },
  E7004: {
    what: "Regenerating from the model gives other bytes (first difference at byte {offset}).",
    todo: "The file was not made from this model.",
    retryable: false,
  },
  E7005: {
    what: "{what}: chain says {actual}, expected {expected}.",
    todo: "Ask the market's operator; keep the evidence bundle.",
    retryable: false,
  },
  E7006: {
    what: "No order on chain has a file with hash {hash}.",
    todo: "Check the chain, or give --order if the file was changed.",
    retryable: false,
  },
  E8001: {
    what: "Port {port} is taken.",
    todo: "Stop the program that uses it or choose another port.",
    retryable: false,
  },
  E8002: {
    what: "{path} cannot be written: {reason}.",
    todo: "Give write permission or set SYMBOLON_HOME to a folder you own.",
    retryable: false,
  },
  E8003: {
    what: "Environment is not complete: {reason}.",
    todo: "Set the variables listed.",
    retryable: false,
  },
  E8004: { what: "{process} did not start: {reason}.", todo: "See its log at {log}.", retryable: false },
  E8005: {
    what: "{path} is in use by another process ({owner}).",
    todo: "Stop that one first, or give another folder.",
    retryable: false,
  },
  E8006: {
    what: "No hub runs on {path}.",
    todo: "Start it with symbolon hub start, or name its folder with --data.",
    retryable: false,
  },
  E8007: {
    what: "The backup cannot be used: {reason}.",
    todo: "Use another copy; nothing was taken over.",
    retryable: false,
  },
  E8008: {
    what: "{path} holds data already.",
    todo: "Restore into an empty folder, and into an empty database where DATABASE_URL names one.",
    retryable: false,
  },
  E8009: {
    what: "The database was made by a newer version: it knows {steps}.",
    todo: "Run that version; going back means restoring a backup of this one.",
    retryable: false,
  },
  E8010: {
    what: "No npm was found.",
    todo: "Install npm (it comes with Node.js) and run this again.",
    retryable: false,
  },
  E8011: {
    what: "Node.js 24 could not be fetched from the npm registry: {reason}.",
    todo: "Check the network and npm's registry and proxy settings, or run this with Node.js 24 installed.",
    retryable: true,
  },
  E8012: {
    what: "{path} is missing.",
    todo: "Restore it from git (git checkout -- package-lock.json) and run this again.",
    retryable: false,
  },
  E8013: {
    what: "The packages could not be installed: {reason}.",
    todo: "See {log}. Running this again is safe.",
    retryable: true,
  },
  E9001: {
    what: "The gateway's answer cannot be used: {reason}.",
    todo: "Check that gateway and client are of one version.",
    retryable: false,
  },
  E9002: {
    what: "Not allowed: {reason}.",
    todo: "Sign with the account that holds the order.",
    retryable: false,
  },
  E9003: {
    what: "The request body has more than {limit} bytes.",
    todo: "Send less, or raise the limit in the process's environment.",
    retryable: false,
  },
  E9004: {
    what: "The request's signature does not hold: {reason}.",
    todo: "Sign again with the right account, chain id and clock.",
    retryable: false,
  },
  E9005: {
    what: "Order {orderId} already has another key release.",
    todo: "The first one stands; nothing was changed.",
    retryable: false,
  },
  E9006: { what: "{what} does not exist here.", todo: "See docs/API.md for what does.", retryable: false },
  E9007: {
    what: "The query asks for too much: {reason}.",
    todo: "Ask for fewer fields or smaller pages.",
    retryable: false,
  },
  E9008: {
    what: "Something unexpected went wrong in request {requestId}.",
    todo: "Give the operator this request id; trying again is safe.",
    retryable: true,
  },
  E9009: {
    what: "The request is not readable: {reason}.",
    todo: "Correct it; docs/API.md has examples.",
    retryable: false,
  },
  E9010: {
    what: "The index stopped before block {block}: {reason}.",
    todo: "Correct the mapping and restart; the index then starts again from the first block.",
    retryable: false,
  },
  E9011: {
    what: "The index cannot be written: {reason}.",
    todo: "Check the database and its disk; the index goes on by itself when they are back.",
    retryable: true,
  },
  E9012: {
    what: "This gateway does not know the operation {hash}.",
    todo: "Send the operation's text, or ask the operator to add it to the list.",
    retryable: false,
  },
  E9013: {
    what: "This gateway answers operations of its list only.",
    todo: "Send the sha256 of an operation of the list as documentId, or ask another gateway.",
    retryable: false,
  },
  E9014: {
    what: "You are not signed in: {reason}.",
    todo: "Sign in again; docs/API.md says how.",
    retryable: false,
  },
  E9020: {
    what: "{path} is not there as {accept}.",
    todo: "Ask for one of: {offered}.",
    retryable: false,
  },
  E9030: {
    what: "Task {kind} failed: {reason}.",
    todo: "See the log of that time; what it did before is kept, and it may be run again.",
    retryable: true,
  },
  E9031: {
    what: "A process ended, or lost its database, while it worked at task {kind}.",
    todo: "Look for a crash or too little memory at that time, then run the task again.",
    retryable: true,
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof CATALOGUE;

/** True for a code of this catalogue; a newer process may send others. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(CATALOGUE, code);
}
