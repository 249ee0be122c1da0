#!/usr/bin/env node
import { parseArgs } from "node:util";
import { parseWei, SymbolonError } from "@symbolon/protocol";
import { bundle } from "./commands/bundle.ts";
import { buy } from "./commands/buy.ts";
import { download } from "./commands/download.ts";
import { earnings } from "./commands/earnings.ts";
import { list } from "./commands/list.ts";
import { order } from "./commands/order.ts";
import { refund } from "./commands/refund.ts";
import { status } from "./commands/status.ts";
import { type EvidenceSource, verify } from "./commands/verify.ts";
import { readEnvironment } from "./environment.ts";
import { gatewayClient } from "./shared/gatewayClient.ts";
import { keyFileOf } from "./shared/keyFile.ts";
import { connectMarket } from "./shared/market.ts";
import { output } from "./shared/output.ts";

const USAGE = `symbolon: buy and check synthetic health data

  symbolon list [--text WORDS]                       datasets for sale
  symbolon order --datasets 1,2 --rows 3000 --epsilon 1 --delta 1e-6 --purpose e --out order.json
                                                     write an order and the key its result is encrypted to
  symbolon buy order.json [--max-price SYM]          pay: one signature, one transaction
  symbolon status ORDER [--follow]                   where the job is
  symbolon download ORDER --spec order.json --out rows.csv
                                                     fetch, decrypt, compare with the chain
  symbolon verify FILE [--order N] (--bundle B | --rpc URL --deployment FILE --ipfs URL)
                                                     check a file back to consent, budget and payment
  symbolon bundle ORDER --out evidence.json --rpc URL --deployment FILE --ipfs URL
                                                     everything verify needs, for use without a network
  symbolon refund ORDER                              money back for a failed or overdue order
  symbolon earnings [--withdraw]                     what this account has earned

Options everywhere: --gateway URL (SYMBOLON_GATEWAY), --rpc URL (SYMBOLON_RPC), --json
Account: SYMBOLON_PRIVATE_KEY. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 verification found a fault.`;

const EXIT = { done: 0, failed: 1, usage: 2, broken: 3 } as const;

async function main(argv: string[]): Promise<number> {
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
      epsilon: { type: "string", default: "1" },
      delta: { type: "string", default: "1e-6" },
      purpose: { type: "string", default: "SCIENTIFIC_RESEARCH" },
      out: { type: "string" },
      spec: { type: "string" },
      key: { type: "string" },
      "max-price": { type: "string" },
      "access-days": { type: "string", default: "365" },
      follow: { type: "boolean", default: false },
      withdraw: { type: "boolean", default: false },
      order: { type: "string" },
      bundle: { type: "string" },
      deployment: { type: "string" },
      ipfs: { type: "string" },
    },
  });
  const [command, subject] = positionals;
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
          epsilon: Number(values.epsilon),
          delta: Number(values.delta),
          purpose: values.purpose,
          out: required(values.out, "--out"),
        },
        out,
      );
      return EXIT.done;
    case "buy": {
      const maxPriceWei = values["max-price"] === undefined ? undefined : parseWei(values["max-price"]);
      const accessSeconds = BigInt(values["access-days"]) * 86_400n;
      return withConnection((connection) =>
        buy(gateway, connection, { specFile: required(subject, "SPEC"), maxPriceWei, accessSeconds }, out),
      );
    }
    case "status":
      await status(gateway, { orderId: required(subject, "ORDER"), follow: values.follow }, out);
      return EXIT.done;
    case "download": {
      const keyFile = values.key ?? keyFileOf(required(values.spec, "--spec"));
      const file = required(values.out, "--out");
      return withConnection((connection) =>
        download(gateway, connection, { orderId: BigInt(required(subject, "ORDER")), keyFile, file }, out),
      );
    }
    case "refund":
      return withConnection((connection) =>
        refund(connection, { orderId: BigInt(required(subject, "ORDER")) }, out),
      );
    case "earnings":
      return withConnection((connection) => earnings(connection, { withdraw: values.withdraw }, out));
    case "bundle":
      await bundle(
        { orderId: BigInt(required(subject, "ORDER")), out: required(values.out, "--out"), ...chainSource() },
        out,
      );
      return EXIT.done;
    case "verify": {
      const source: EvidenceSource = values.bundle === undefined ? chainSource() : { bundle: values.bundle };
      const orderId = values.order === undefined ? undefined : BigInt(values.order);
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
