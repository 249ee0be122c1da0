import { SymbolonError } from "@symbolon/protocol";
import { codeVersion } from "../shared/codeVersion.ts";
import { makeLogger } from "../shared/makeLogger.ts";
import { openConnections } from "../shared/openConnections.ts";
import { makeReporter } from "../shared/progress.ts";
import { tellFailure } from "../shared/tellFailure.ts";
import { readProviderEnvironment } from "./environment.ts";
import { findDataset } from "./findDataset.ts";
import { listingOf } from "./listingOf.ts";
import { openHospital } from "./openHospital.ts";
import { type ServedUntil, serveOrder } from "./serveOrder.ts";

/** How long each command waits where it is not told. */
const WAIT_SECONDS: Readonly<Record<ServedUntil, number>> = { shared: 60, answered: 900 };

/**
 * The life of a process that serves one order and ends: exit code 0 once `until` has come, else 1 with the error told as by a node that
 * cannot start. It needs a dataset that is listed already and publishes none. Ends on SIGTERM, SIGINT or when its parent goes away.
 */
export async function serveOnce(
  until: ServedUntil,
  parse: () => { readonly orderId: bigint; readonly waitSeconds: number | null },
): Promise<void> {
  const log = makeLogger("provider", "info");
  const abort = new AbortController();
  for (const event of ["SIGTERM", "SIGINT", "disconnect"]) process.on(event, () => abort.abort());
  // The parent may have gone before anybody listened; undefined: there never was one.
  if (process.connected === false) abort.abort();
  try {
    const { orderId, waitSeconds } = parse();
    await serve(until, orderId, waitSeconds ?? WAIT_SECONDS[until], abort.signal);
    if (process.connected) process.disconnect();
  } catch (error) {
    tellFailure(log, error, `the order is not ${until}`);
  }
}

async function serve(
  until: ServedUntil,
  orderId: bigint,
  waitSeconds: number,
  signal: AbortSignal,
): Promise<void> {
  const environment = readProviderEnvironment();
  const name = environment.NODE_NAME ?? "provider";
  const reporter = makeReporter(name);
  const log = makeLogger(name, environment.LOG_LEVEL);
  const stateFolder = environment.STATE_DIR;
  const { chain, store } = await openConnections(environment);
  try {
    const hospital = await openHospital(environment.PROVIDER_CONFIG, stateFolder);
    try {
      const { listing } = listingOf(hospital, environment.RENEWAL_BPS);
      const dataset = await findDataset({ chain, stateFolder, listing });
      if (dataset === null) {
        const reason = "this account has listed no dataset with it; start the node once";
        throw new SymbolonError("E1006", { document: "consents.json", reason });
      }
      const datasetId = BigInt(dataset.datasetId);
      const code = await codeVersion();
      await serveOrder(
        { chain, store, hospital, datasetId, stateFolder, reporter, log, code },
        { orderId, until, waitSeconds, pollMilliseconds: environment.POLL_MILLISECONDS, signal },
      );
      reporter.ready({ address: chain.wallet.address, datasetId: dataset.datasetId });
    } finally {
      hospital.records.close();
    }
  } finally {
    chain.close();
  }
}
