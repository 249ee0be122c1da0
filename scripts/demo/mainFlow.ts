import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatWei } from "@symbolon/protocol";
import { accounts } from "./stack/accounts.ts";
import type { Progress } from "./stack/progress.ts";
import type { Stack } from "./startStack.ts";
import { resultOf, type Steps } from "./steps.ts";
import { symbolonCommand } from "./symbolonCommand.ts";

const WAIT_MILLISECONDS = 480_000;
const ROWS = 3000;
const EPSILON = 1;
const DELTA = 1e-6;
/** What a clinician would ask three at a time: who relapses, when, and who is treated. Counts double when AIM chooses a table. */
const WORKLOAD = "nodes*grade*event,nodes*rfstime*event,meno*nodes*hormon";

/** What the flow leaves behind, for people and for `--json`. */
export type Outputs = {
  orderId: string;
  file: string;
  rows: number;
  outputHash: string;
  cid: string;
  epsilon: number;
  delta: number;
  priceSym: string;
  tampered: string[];
};

type CommandError = { error?: { code: string; what: string } };
type VerifyAnswer = {
  ok: boolean;
  checks: { name: string; ok: boolean; code?: string; detail: string }[];
} & CommandError;

/**
 * The main flow on real data: two hospitals list, a buyer finds, pays and orders, three nodes measure jointly on shares and generate,
 * another certifies, everyone is paid, the buyer downloads, an auditor verifies, and a flipped byte is caught.
 */
export async function mainFlow(stack: Stack, steps: Steps): Promise<Outputs> {
  const buyerEnv = {
    SYMBOLON_GATEWAY: stack.gatewayUrl,
    SYMBOLON_RPC: stack.rpcUrl,
    SYMBOLON_PRIVATE_KEY: accounts.buyer.privateKey,
  };
  const command = async <T>(...args: string[]): Promise<T> => {
    const { value } = await symbolonCommand<T & CommandError>(args, buyerEnv);
    if (value.error !== undefined) throw new Error(`${value.error.code} ${value.error.what}`);
    return value;
  };
  const wait = (step: string, who?: string, orderId?: string): Promise<Progress> => {
    const refused = (entry: Progress) =>
      (entry.step === "refused" || entry.step === "failed") && entry.orderId === orderId;
    return stack.progress
      .waitFor(
        step,
        (entry) =>
          (entry.step === step &&
            (who === undefined || entry.who === who) &&
            (orderId === undefined || entry.orderId === orderId)) ||
          (orderId !== undefined && refused(entry)),
        WAIT_MILLISECONDS,
      )
      .then((entry) => {
        if (entry.step !== step) throw new Error(`${entry.who} ${entry.step}: ${entry.detail ?? ""}`);
        return entry;
      });
  };

  for (const hospital of ["rotterdam", "gbsg"] as const) {
    await steps.run(`list-${hospital}`, hospital, async () => {
      await stack.startProcess(hospital);
      const listed = await wait("listed", hospital);
      return resultOf(
        listed,
        `lists dataset ${listed.datasetId} in one transaction: terms, budget, ${(listed.detail ?? "").replace(" records, ", " patients, ").replace(/(0x.{8}).*/, "$1…")}`,
      );
    });
  }
  await steps.run("find", "buyer", async () => {
    const deadline = Date.now() + WAIT_MILLISECONDS;
    for (;;) {
      const found = await command<{ datasets: { id: string; title: string; schemaDigest: string }[] }>(
        "list",
        "--text",
        "breast",
      );
      if (found.datasets.length === 2)
        return { what: `finds ${found.datasets.length} datasets that share one schema` };
      if (Date.now() > deadline) throw new Error(`the gateway shows ${found.datasets.length} of 2 datasets`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  });
  const specFile = join(stack.folder, "order.json");
  await steps.run("order", "buyer", async () => {
    const made = await command<{ rhoMicro: string }>(
      "order",
      "--datasets",
      "1,2",
      "--rows",
      String(ROWS),
      "--epsilon",
      String(EPSILON),
      "--delta",
      String(DELTA),
      "--purpose",
      "SCIENTIFIC_RESEARCH",
      "--engine",
      "aim",
      "--workload",
      WORKLOAD,
      "--out",
      specFile,
    );
    return {
      what: `writes the order: ${ROWS} rows, engine aim, epsilon ${EPSILON}, delta ${DELTA} = rho ${made.rhoMicro} micro; its plan can be run`,
    };
  });
  const bought = await steps.run("buy", "buyer", async () => {
    const receipt = await command<{ orderId: string; txHash: string; gasUsed: string; totalWei: string }>(
      "buy",
      specFile,
    );
    return {
      what: `pays ${formatWei(BigInt(receipt.totalWei))} SYM into escrow: one signature, one transaction`,
      txHash: receipt.txHash,
      gas: Number(receipt.gasUsed),
      orderId: receipt.orderId,
      totalWei: receipt.totalWei,
    };
  });
  const { orderId } = bought;
  const lead = await steps.run("claim", "workers", async () => {
    const claimed = await wait("claimed", undefined, orderId);
    return {
      ...resultOf(claimed, `${claimed.who} leads; every node checked order, consent and budget itself`),
      who: claimed.who,
    };
  });
  for (const hospital of ["rotterdam", "gbsg"] as const) {
    await steps.run(`share-${hospital}`, hospital, async () =>
      resultOf(
        await wait("shared", hospital, orderId),
        "counts, shares the bits of its tables, sealed, two shares to each node; no node sees a count",
      ),
    );
  }
  await steps.run("measure", lead.who, async () =>
    resultOf(
      await wait("measured", lead.who, orderId),
      "charges both budgets; only then three nodes open noisy tables, chosen where the model is worst",
    ),
  );
  await steps.run("generate", lead.who, async () =>
    resultOf(
      await wait("generated", lead.who, orderId),
      "every gate on shares was checked: had one node cheated, all would have stopped; fits the model, samples the rows",
    ),
  );
  await steps.run("commit", lead.who, async () =>
    resultOf(
      await wait("committed", lead.who, orderId),
      "puts on chain what each node found, hidden, before any node shows it",
    ),
  );
  await steps.run("report", lead.who, async () =>
    resultOf(
      await wait("reported", lead.who, orderId),
      "reveals: same model, same file, signed by all three nodes",
    ),
  );
  await steps.run("evaluate", "evaluator", async () => {
    const certified = await wait("certified", undefined, orderId);
    if (certified.detail !== "passed") throw new Error(`certificate ${certified.detail}`);
    const figures = await wait("evaluated", certified.who, orderId);
    return { ...resultOf(certified, `certificate passed: ${figures.detail}`), who: certified.who };
  });
  await steps.run("pin", lead.who, async () => {
    const pinned = await stack.progress.waitFor(
      "ciphertext",
      (entry) =>
        entry.step === "pinned" && entry.orderId === orderId && (entry.detail ?? "").startsWith("ciphertext"),
      WAIT_MILLISECONDS,
    );
    return resultOf(pinned, "encrypts for the buyer; pins file, model, certificate, manifest");
  });
  await steps.run("finalise", lead.who, async () =>
    resultOf(
      await wait("finalised", lead.who, orderId),
      "opens access and fixes who is owed what: hospitals, nodes, evaluator, treasury",
    ),
  );
  const file = join(stack.folder, "breast-synthetic.csv");
  const downloaded = await steps.run("download", "buyer", async () => {
    const answer = await command<{ bytes: number; outputHash: string; cid: string }>(
      "download",
      orderId,
      "--spec",
      specFile,
      "--out",
      file,
    );
    return {
      what: `downloads and decrypts ${answer.bytes} bytes; the hash is the one on chain`,
      cid: answer.cid,
      outputHash: answer.outputHash,
    };
  });
  await steps.run("release", "buyer", async () => {
    const released = await command<{ txHash: string; gasUsed: string }>("release", orderId);
    return {
      what: "is content and releases the money; without that, payees wait three days for a dispute",
      txHash: released.txHash,
      gas: Number(released.gasUsed),
    };
  });
  for (const hospital of ["rotterdam", "gbsg"] as const) {
    await steps.run(`withdraw-${hospital}`, hospital, async () => {
      const paid = await symbolonCommand<
        { amountWei: string; txHash: string; gasUsed: string } & CommandError
      >(["earnings", "--withdraw"], { ...buyerEnv, SYMBOLON_PRIVATE_KEY: accounts[hospital].privateKey });
      if (paid.value.error !== undefined)
        throw new Error(`${paid.value.error.code} ${paid.value.error.what}`);
      return {
        what: `withdraws ${formatWei(BigInt(paid.value.amountWei))} SYM`,
        txHash: paid.value.txHash,
        gas: Number(paid.value.gasUsed),
      };
    });
  }
  const verifyArgs = ["--rpc", stack.rpcUrl, "--deployment", stack.deploymentFile, "--ipfs", stack.ipfsUrl];
  await steps.run("verify", "auditor", async () => {
    const { code, value } = await symbolonCommand<VerifyAnswer>(["verify", file, ...verifyArgs], {});
    if (value.error !== undefined) throw new Error(`${value.error.code} ${value.error.what}`);
    const broken = value.checks.filter((entry) => !entry.ok);
    if (code !== 0 || broken.length > 0)
      throw new Error(broken.map((entry) => `${entry.name}: ${entry.detail}`).join("; "));
    return {
      what: `${value.checks.length} of ${value.checks.length} checks hold, rows regenerated bit for bit`,
    };
  });
  const tampered = await steps.run("tamper", "auditor", async () => {
    const bytes = readFileSync(file);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    const copy = join(stack.folder, "one-byte-flipped.csv");
    writeFileSync(copy, bytes);
    const { code, value } = await symbolonCommand<VerifyAnswer>(
      ["verify", copy, "--order", orderId, ...verifyArgs],
      {},
    );
    const broken = value.checks.filter((entry) => !entry.ok);
    if (code !== 3 || broken.length === 0) throw new Error("a flipped byte went unnoticed");
    return {
      what: `one byte flipped: verify names ${broken.map((entry) => entry.name).join(" and ")}`,
      names: broken.map((entry) => entry.name),
    };
  });
  return {
    orderId,
    file,
    rows: ROWS,
    outputHash: downloaded.outputHash,
    cid: downloaded.cid,
    epsilon: EPSILON,
    delta: DELTA,
    priceSym: formatWei(BigInt(bought.totalWei)),
    tampered: tampered.names,
  };
}
