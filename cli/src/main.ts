#!/usr/bin/env node
import { parseArgs } from "node:util";
import { parseWei, SymbolonError } from "@symbolon/protocol";
import { bundle } from "./commands/bundle.ts";
import { buy } from "./commands/buy.ts";
import { checkProof } from "./commands/checkProof.ts";
import { consentAnchor, consentCounts, consentImport, consentPerson } from "./commands/consent.ts";
import { consentLink } from "./commands/consentLink.ts";
import { dispute } from "./commands/dispute.ts";
import { download } from "./commands/download.ts";
import { earnings } from "./commands/earnings.ts";
import { ehdsAct, ehdsAttest, ehdsCase, ehdsHash, ehdsRegister, ehdsSubmit } from "./commands/ehds.ts";
import { ehdsAgree } from "./commands/ehdsAgree.ts";
import { ehdsAlarms } from "./commands/ehdsAlarms.ts";
import { ehdsDeclare } from "./commands/ehdsDeclare.ts";
import { ehdsExport, ehdsImport } from "./commands/ehdsExchange.ts";
import { ehr } from "./commands/ehr.ts";
import { evaluate } from "./commands/evaluate.ts";
import { hub } from "./commands/hub.ts";
import { images } from "./commands/images.ts";
import { keysRotate } from "./commands/keysRotate.ts";
import { list } from "./commands/list.ts";
import { order } from "./commands/order.ts";
import { permit } from "./commands/permit.ts";
import { refund } from "./commands/refund.ts";
import { release } from "./commands/release.ts";
import { renew } from "./commands/renew.ts";
import { status } from "./commands/status.ts";
import { synth } from "./commands/synth.ts";
import { synthImages } from "./commands/synthImages.ts";
import { takePart } from "./commands/takePart.ts";
import { type EvidenceSource, verify } from "./commands/verify.ts";
import { readEnvironment } from "./environment.ts";
import { gatewayClient } from "./shared/gatewayClient.ts";
import { keyFileOf } from "./shared/keyFile.ts";
import { accountOf, connectMarket } from "./shared/market.ts";
import { output } from "./shared/output.ts";
import { USAGE } from "./usage.ts";

const EXIT = { done: 0, failed: 1, usage: 2, broken: 3 } as const;

async function main(argv: string[]): Promise<number> {
  // Works alone: no gateway, no chain, no environment.
  if (argv[0] === "synth") return await synth(argv.slice(1));
  if (argv[0] === "evaluate") return await evaluate(argv.slice(1));
  if (argv[0] === "hub") return await hub(argv.slice(1));
  if (argv[0] === "ehr") return await ehr(argv.slice(1));
  if (argv[0] === "images") return await images(argv.slice(1));
  if (argv[0] === "synth-images") return await synthImages(argv.slice(1));
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      gateway: { type: "string" },
      rpc: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
      text: { type: "string" },
      datasets: { type: "string" },
      rows: { type: "string", default: "1000" },
      epsilon: { type: "string" },
      delta: { type: "string" },
      purpose: { type: "string", default: "SCIENTIFIC_RESEARCH" },
      engine: { type: "string", default: "aim" },
      workload: { type: "string" },
      patients: { type: "string" },
      "most-patients": { type: "string" },
      "least-datasets": { type: "string" },
      product: { type: "string" },
      classes: { type: "string" },
      columns: { type: "string" },
      request: { type: "string" },
      where: { type: "string", multiple: true, default: [] },
      out: { type: "string" },
      spec: { type: "string" },
      key: { type: "string" },
      "max-price": { type: "string" },
      "permit-id": { type: "string", default: "0" },
      evidence: { type: "string" },
      "access-days": { type: "string", default: "365" },
      follow: { type: "boolean", default: false },
      withdraw: { type: "boolean", default: false },
      order: { type: "string" },
      bundle: { type: "string" },
      deployment: { type: "string" },
      ipfs: { type: "string" },
      country: { type: "string" },
      dataset: { type: "string" },
      signer: { type: "string" },
      controller: { type: "string" },
      contact: { type: "string" },
      category: { type: "string", default: "a" },
      "opt-outs": { type: "boolean", default: false },
      config: { type: "string" },
      state: { type: "string" },
      answer: { type: "boolean", default: false },
      wait: { type: "string" },
    },
  });
  const [command, subject, third] = positionals;
  const out = output(values.json);
  if (values.help || command === undefined) {
    console.log(USAGE);
    return values.help ? EXIT.done : EXIT.usage;
  }
  const environment = readEnvironment();
  const gateway = gatewayClient(values.gateway ?? environment.SYMBOLON_GATEWAY);
  const rpcUrl = values.rpc ?? environment.SYMBOLON_RPC;
  const connect = () => connectMarket(gateway, { rpcUrl, privateKey: environment.SYMBOLON_PRIVATE_KEY });
  const withConnection = async (
    run: (connection: Awaited<ReturnType<typeof connect>>) => Promise<void>,
  ): Promise<number> => {
    const connection = await connect();
    try {
      await run(connection);
      return EXIT.done;
    } finally {
      connection.provider.destroy();
    }
  };
  const id = (name = "ORDER") => wholeNumber(required(subject, name), name);
  const maxPriceWei = values["max-price"] === undefined ? undefined : parseWei(values["max-price"]);
  switch (command) {
    case "list":
      await list(gateway, { text: values.text }, out);
      return EXIT.done;
    case "order":
      await order(
        gateway,
        {
          datasetIds: required(values.datasets, "--datasets").split(","),
          rows: Number(values.rows),
          epsilon: numberOf(values.epsilon),
          delta: numberOf(values.delta),
          purpose: values.purpose,
          out: required(values.out, "--out"),
          engine: values.engine,
          workload: values.workload,
          patients: numberOf(values.patients),
          mostPatients: numberOf(values["most-patients"]),
          leastDatasets: numberOf(values["least-datasets"]),
          columns: values.columns?.split(",").map((name) => name.trim()),
          product: values.product,
          classes: values.classes?.split(",").map((name) => name.trim()),
          requestFile: values.request,
          where: values.where,
        },
        out,
      );
      return EXIT.done;
    case "buy": {
      const specFile = required(subject, "SPEC");
      const accessSeconds = wholeNumber(values["access-days"], "--access-days") * 86_400n;
      const permitId = wholeNumber(values["permit-id"], "--permit-id");
      return withConnection((connection) =>
        buy(gateway, connection, { specFile, maxPriceWei, accessSeconds, permitId }, out),
      );
    }
    case "status":
      return withConnection((connection) =>
        status(connection, { orderId: id(), follow: values.follow }, out),
      );
    case "download": {
      const keyFile = values.key ?? keyFileOf(required(values.spec, "--spec"));
      const file = required(values.out, "--out");
      return withConnection((connection) =>
        download(gateway, connection, { orderId: id(), keyFile, file }, out),
      );
    }
    case "keys": {
      if (subject !== "rotate") throw new UsageError("keys rotate");
      const orderId = wholeNumber(required(third, "ORDER"), "ORDER");
      const keyFile = values.key ?? keyFileOf(required(values.spec, "--spec"));
      const newKeyFile = required(values.out, "--out");
      return withConnection((connection) => {
        const signer = { account: accountOf(connection), chainId: connection.deployment.chainId };
        return keysRotate(gateway, signer, { orderId, keyFile, newKeyFile }, out);
      });
    }
    case "proof":
      await checkProof(
        {
          file: required(subject, "FILE"),
          deploymentFile: required(values.deployment, "--deployment"),
          datasetId: values.dataset,
          signer: values.signer,
        },
        out,
      );
      return EXIT.done;
    case "refund":
      return withConnection((connection) => refund(connection, { orderId: id() }, out));
    case "release":
      return withConnection((connection) => release(connection, { orderId: id() }, out));
    case "renew":
      return withConnection((connection) => renew(connection, { orderId: id(), maxPriceWei }, out));
    case "dispute": {
      const evidenceFile = required(values.evidence, "--evidence");
      return withConnection((connection) => dispute(connection, { orderId: id(), evidenceFile }, out));
    }
    case "permit":
      return withConnection((connection) => permit(connection, { permitId: id("ID") }, out));
    case "ehds": {
      const file = () => required(third, "FILE");
      switch (subject) {
        case "register":
          await ehdsRegister(gateway, { country: values.country }, out);
          return EXIT.done;
        case "hash":
          await ehdsHash({ file: file() }, out);
          return EXIT.done;
        case "apply":
        case "request": {
          const lane = subject === "apply" ? "permit" : "request";
          return withConnection((connection) => ehdsSubmit(gateway, connection, { file: file(), lane }, out));
        }
        case "case":
          return withConnection((connection) =>
            ehdsCase(gateway, connection, { caseId: required(third, "CASE") }, out),
          );
        case "declare":
          return withConnection((connection) => ehdsDeclare(gateway, connection, { file: file() }, out));
        case "alarms": {
          const stateFolder = required(values.state, "--state");
          return withConnection((connection) => ehdsAlarms(gateway, connection, { stateFolder }, out));
        }
        case "export":
          await ehdsExport(gateway, { country: file(), file: required(values.out, "--out") }, out);
          return EXIT.done;
        case "import":
          return withConnection((connection) => ehdsImport(gateway, connection, { file: file() }, out));
        case "attest": {
          const permitId = wholeNumber(values["permit-id"], "--permit-id");
          return withConnection((connection) => ehdsAttest(connection, { file: file(), permitId }, out));
        }
        case "act": {
          const options = { caseId: required(third, "CASE"), file: required(positionals[3], "FILE") };
          return withConnection((connection) => ehdsAct(gateway, connection, options, out));
        }
        case "agree": {
          const options = { caseId: required(third, "CASE"), file: required(positionals[3], "FILE") };
          return withConnection((connection) => ehdsAgree(gateway, connection, options, out));
        }
        default:
          throw new UsageError(
            "ehds register, hash, apply, request, case, act, agree, attest, declare, alarms, export or import",
          );
      }
    }
    case "consent": {
      const datasetId = wholeNumber(required(values.dataset, "--dataset"), "--dataset");
      switch (subject) {
        case "import": {
          const options = {
            datasetId,
            file: required(third, "FILE"),
            controller: required(values.controller, "--controller"),
            withdrawal: required(values.contact, "--contact"),
            category: values.category,
          };
          return withConnection((connection) => consentImport(gateway, connection, options, out));
        }
        case "withdraw":
        case "opt-out":
        case "reversal":
        case "erase": {
          const options = { datasetId, act: subject, subject: required(third, "SUBJECT") } as const;
          return withConnection((connection) => consentPerson(gateway, connection, options, out));
        }
        case "link": {
          const { country = "EU", state } = values;
          const options = { datasetId, subject: required(third, "SUBJECT"), country, state };
          return withConnection((connection) => consentLink(gateway, connection, options, out));
        }
        case "counts":
          return withConnection((connection) => consentCounts(gateway, connection, { datasetId }, out));
        case "anchor": {
          const options = { datasetId, optOuts: values["opt-outs"], state: values.state };
          return withConnection((connection) => consentAnchor(gateway, connection, options, out));
        }
        default:
          throw new UsageError("consent import, withdraw, opt-out, reversal, erase, link, counts or anchor");
      }
    }
    case "earnings":
      return withConnection((connection) => earnings(connection, { withdraw: values.withdraw }, out));
    case "take-part":
      await takePart(
        {
          orderId: id(),
          configFile: required(values.config, "--config"),
          stateFolder: required(values.state, "--state"),
          isAnswer: values.answer,
          waitSeconds: values.wait === undefined ? undefined : wholeNumber(values.wait, "--wait"),
          privateKey: required(environment.SYMBOLON_PRIVATE_KEY, "SYMBOLON_PRIVATE_KEY"),
          ...chainSource(),
        },
        out,
      );
      return EXIT.done;
    case "bundle":
      await bundle({ orderId: id(), out: required(values.out, "--out"), ...chainSource() }, out);
      return EXIT.done;
    case "verify": {
      const source: EvidenceSource = values.bundle === undefined ? chainSource() : { bundle: values.bundle };
      const orderId = values.order === undefined ? undefined : wholeNumber(values.order, "--order");
      return (await verify({ file: required(subject, "FILE"), orderId, source }, out))
        ? EXIT.done
        : EXIT.broken;
    }
    default:
      throw new UsageError(`unknown command ${command}`);
  }

  function chainSource() {
    return {
      rpcUrl: required(rpcUrl, "--rpc"),
      deploymentFile: required(values.deployment, "--deployment"),
      ipfsUrl: required(values.ipfs, "--ipfs"),
    };
  }
}

class UsageError extends Error {}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new UsageError(`${name} is missing`);
  return value;
}

/** NaN for what is no number: the order's schema refuses it and says where. */
function numberOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function wholeNumber(value: string, name: string): bigint {
  if (!/^\d+$/.test(value)) throw new UsageError(`${name} is not a whole number`);
  return BigInt(value);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (cause) {
  if (cause instanceof SymbolonError) {
    const wantsJson = process.argv.includes("--json");
    if (wantsJson) console.log(JSON.stringify({ error: cause.toJSON() }));
    else console.error(`${cause.message}\n${cause.todo}`);
    process.exitCode = EXIT.failed;
  } else if (cause instanceof UsageError || (cause instanceof TypeError && "code" in cause)) {
    console.error(`${cause.message}\n\n${USAGE}`);
    process.exitCode = EXIT.usage;
  } else {
    throw cause;
  }
}
