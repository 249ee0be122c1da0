import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fromHex, type Hex, hpkeSeal } from "@symbolon/protocol";
import {
  blindIdentifiers,
  cryptoEntropy,
  identifierTokens,
  parseEvaluation,
  rowsContext,
  shareRows,
  writeList,
  writeRowPackage,
} from "@symbolon/synth-worker/mpc";
import { answerSteps, type Steps } from "./answerSteps.ts";
import { madeUpHospital } from "./madeUpHospital.ts";
import { type VerticalCase, verticalJob } from "./verticalCase.ts";

/** `fork(hospital.ts, [holder, folder, case as JSON])`. Messages are files in the folder. */
const [holderText, folder, caseText] = process.argv.slice(2) as [string, string, string];
const holder = Number(holderText);
const asked = JSON.parse(caseText) as VerticalCase;
const { orderId } = verticalJob;
const table = madeUpHospital(asked, holder);
const identifiers = Array.from(table.patients, (patient) => new TextEncoder().encode(`patient ${patient}`));

let blinded: ReturnType<typeof blindIdentifiers> | undefined;
let tokens: Uint8Array = new Uint8Array();

const steps = {
  /** Writes the blinded list for the nodes. */
  async blind(_: object) {
    blinded = blindIdentifiers(identifiers, cryptoEntropy());
    const list = writeList(blinded.elements);
    await writeFile(join(folder, `list-${holder}`), list);
    return { bytes: list.length };
  },
  /** Reads the nodes' answers, checks their proofs and makes the tokens. */
  async unblind({ publicKeys }: { publicKeys: readonly Hex[] }) {
    const answers = await Promise.all(
      publicKeys.map(async (_, node) =>
        parseEvaluation(orderId, await readFile(join(folder, `answer-${holder}-${node}`))),
      ),
    );
    tokens = identifierTokens({ orderId, blinded: blinded!, publicKeys: publicKeys.map(fromHex), answers });
    return {};
  },
  /** Tokens without a key, for what comes after the join. */
  async makeUp(_: object) {
    tokens = new Uint8Array(16 * identifiers.length);
    for (const [row, identifier] of identifiers.entries())
      tokens.set(createHash("sha256").update(identifier).digest().subarray(0, 16), 16 * row);
    return {};
  },
  /** Shares the rows and writes a sealed package for each node. */
  async share({ nodes }: { nodes: readonly { account: Hex; hpkeKey: Hex }[] }) {
    const packages = shareRows({
      job: verticalJob,
      holder,
      tokens,
      codes: table.codes,
      entropy: cryptoEntropy(),
    });
    let bytes = 0;
    for (const [node, { account, hpkeKey }] of nodes.entries()) {
      const context = rowsContext(verticalJob, holder, account);
      const sealed = await hpkeSeal(hpkeKey, writeRowPackage(packages[node]!), context);
      await writeFile(join(folder, `rows-${holder}-${node}`), sealed);
      bytes += sealed.length;
    }
    return { bytes };
  },
} satisfies Steps;

export type HospitalSteps = typeof steps;

answerSteps(steps);
