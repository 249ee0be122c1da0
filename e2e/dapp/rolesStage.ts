import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { DatasetSchema } from "@symbolon/protocol";
import { JsonRpcProvider } from "ethers";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import { type Stack, type StackOptions, startStack } from "../../scripts/demo/startStack.ts";
import { symbolonCommand } from "../../scripts/demo/symbolonCommand.ts";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";
import { exampleConfig } from "./exampleConfig.ts";
import { publishEntry } from "./publishEntry.ts";
import { readOrder } from "./readOrder.ts";
import { waitForDatasets } from "./waitForDatasets.ts";

const EXAMPLES = join(repositoryRoot, "examples", "breast");
const JOB_MILLIS = 480_000;

/** A market with two hospitals that also answer aggregate statistics, and an EHDS dataset. */
export type RolesStage = {
  readonly stack: Stack;
  readonly chain: JsonRpcProvider;
  /** Runs `symbolon` as an account; throws with its error. */
  command<T>(who: keyof typeof accounts, ...args: string[]): Promise<T>;
  /** Orders and pays; gives order and spec file. `more` are options of `symbolon order`. */
  buy(name: string, ...more: string[]): Promise<{ orderId: string; spec: string }>;
  /** Waits until the order's job has ended; gives its state. */
  ended(orderId: string): Promise<string>;
  /** Downloads and decrypts an order's file. */
  download(bought: { orderId: string; spec: string }): Promise<string>;
  close(): Promise<void>;
};

/** Starts a RolesStage; `options` go to the stack. */
export async function rolesStage(options: StackOptions): Promise<RolesStage> {
  const stack = await startStack({ port: 0, devWallet: true, ...options });
  // A cached nonce would be used twice by who publishes twice.
  const chain = new JsonRpcProvider(stack.rpcUrl, undefined, { cacheTimeout: -1 });
  const command = async <T>(who: keyof typeof accounts, ...args: string[]): Promise<T> => {
    const { value } = await symbolonCommand<T & { error?: { code: string; what: string } }>(args, {
      SYMBOLON_GATEWAY: stack.gatewayUrl,
      SYMBOLON_RPC: stack.rpcUrl,
      SYMBOLON_PRIVATE_KEY: accounts[who].privateKey,
    });
    if (value.error !== undefined) throw new Error(`${value.error.code} ${value.error.what}`);
    return value;
  };
  try {
    for (const [i, hospital] of (["rotterdam", "gbsg"] as const).entries()) {
      await stack.startProcess(hospital, {
        PROVIDER_CONFIG: exampleConfig(stack.folder, hospital, {
          config: { releaseClasses: ["private", "statistics"] },
        }),
      });
      await waitForDatasets(stack.gatewayUrl, i + 1);
    }
    const schema = JSON.parse(readFileSync(join(EXAMPLES, "breast.schema.json"), "utf8")) as DatasetSchema;
    await publishEntry(stack, chain, accounts.patientRelay, {
      ...{ identifier: "asthma", title: "Childhood asthma register", schema, isEhds: true, records: 90 },
      ...{ countries: ["FIN"], healthThemes: ["RESPIRATORY_DISEASES"] },
    });
    await waitForDatasets(stack.gatewayUrl, 3);
  } catch (cause) {
    chain.destroy();
    await stack.stop();
    throw cause;
  }
  return {
    ...{ stack, chain, command },
    async buy(name, ...more) {
      const spec = join(stack.folder, `${name}.json`);
      await command("buyer", "order", ...more, "--purpose", "SCIENTIFIC_RESEARCH", "--out", spec);
      const { orderId } = await command<{ orderId: string }>("buyer", "buy", spec);
      return { orderId, spec };
    },
    async ended(orderId) {
      const until = Date.now() + JOB_MILLIS;
      for (;;) {
        const { state } = (await readOrder(chain, stack.deployment, BigInt(orderId))).job;
        if (["FINALISED", "FAILED", "REFUSED"].includes(state) || Date.now() > until) return state;
        await delay(250);
      }
    },
    async download({ orderId, spec }) {
      const file = join(stack.folder, `order-${orderId}.out`);
      await command("buyer", "download", orderId, "--spec", spec, "--out", file);
      return file;
    },
    async close() {
      chain.destroy();
      await stack.stop();
    },
  };
}
