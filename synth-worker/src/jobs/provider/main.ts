import { parseArgs } from "node:util";
import { SymbolonError } from "@symbolon/protocol";
import { codeVersion } from "../shared/codeVersion.ts";
import { makeLogger } from "../shared/makeLogger.ts";
import { openConnections } from "../shared/openConnections.ts";
import { makePayoutCollector } from "../shared/payoutCollector.ts";
import { makeReporter } from "../shared/progress.ts";
import { runNode } from "../shared/runNode.ts";
import { readProviderEnvironment } from "./environment.ts";
import { openHospital } from "./openHospital.ts";
import { optOut } from "./optOut.ts";
import { publishDataset } from "./publishDataset.ts";
import { serveOnce } from "./serveOnce.ts";
import { watchJobs } from "./watchJobs.ts";
import { withdrawConsent } from "./withdrawConsent.ts";

// A hospital's node. Without arguments it lists its dataset and serves orders. `withdraw-consent WHO` withdraws one consent (commercial lane),
// `opt-out WHO` takes one opt-out (EHDS lane); `take-part ORDER` and `answer ORDER` do for one order what the node does, and each ends.
const PATIENT_COMMANDS = ["withdraw-consent", "opt-out"];
const USAGE =
  "usage: main.ts [withdraw-consent|opt-out SUBJECT_OR_RECORD_NUMBER | take-part|answer ORDER [--wait SECONDS]]";

const [command, who, ...more] = process.argv.slice(2);

if (command === "take-part" || command === "answer") {
  const until = command === "answer" ? "answered" : "shared";
  await serveOnce(until, () => {
    const { values } = parseArgs({ args: more, options: { wait: { type: "string" } } });
    if (!/^[1-9]\d{0,30}$/.test(who ?? "") || !/^\d{1,6}$/.test(values.wait ?? "0")) throw usage();
    return { orderId: BigInt(who!), waitSeconds: values.wait === undefined ? null : Number(values.wait) };
  });
} else {
  await runNode("provider", serve);
}

async function serve(signal: AbortSignal): Promise<{ close(): Promise<void> }> {
  const environment = readProviderEnvironment();
  const name = environment.NODE_NAME ?? "provider";
  const log = makeLogger(name, environment.LOG_LEVEL);
  const reporter = makeReporter(name);
  if (command !== undefined && (!PATIENT_COMMANDS.includes(command) || who === undefined)) throw usage();
  const { chain, store } = await openConnections(environment);
  const stateFolder = environment.STATE_DIR;
  const hospital = await openHospital(environment.PROVIDER_CONFIG, stateFolder);
  const renewalBps = environment.RENEWAL_BPS;
  const datasetId = await publishDataset({ chain, store, hospital, stateFolder, reporter, renewalBps });
  if (who !== undefined) {
    const isOptOut = command === "opt-out";
    const { txHash, gasUsed } = isOptOut
      ? await optOut(chain, datasetId, { book: hospital.book, stateFolder }, who)
      : await withdrawConsent(chain, datasetId, hospital.book, who);
    const detail = isOptOut ? "opt-out taken" : "consent withdrawn";
    reporter.progress({ step: "withdrawn", datasetId: datasetId.toString(), txHash, gasUsed, detail });
    hospital.records.close();
    chain.close();
    if (process.connected) process.disconnect();
    return { close: async () => undefined };
  }
  const payouts =
    environment.AUTO_WITHDRAW === "1"
      ? await makePayoutCollector({
          chain,
          reporter,
          log,
          stateFolder,
          pauseSeconds: environment.PAYOUT_SECONDS,
        })
      : null;
  reporter.ready({ address: chain.wallet.address, datasetId: datasetId.toString() });
  const loop = watchJobs(
    { chain, store, hospital, datasetId, stateFolder, reporter, log, code: await codeVersion() },
    { pollMilliseconds: environment.POLL_MILLISECONDS, payouts, signal },
  );
  return {
    async close() {
      await loop;
      await payouts?.idle();
      hospital.records.close();
      chain.close();
    },
  };
}

function usage(): SymbolonError {
  return new SymbolonError("E8003", { reason: USAGE });
}
