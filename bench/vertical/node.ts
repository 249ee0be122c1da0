import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Hex, hpkeOpen, makeHpkeKeyPair, toHex } from "@symbolon/protocol";
import {
  acceptRows,
  agreeKeys,
  answerList,
  chooseKernel,
  cryptoEntropy,
  type HeldRows,
  measureVertical,
  parseRowPackage,
  ringParty,
  rowsContext,
  startVerticalSession,
  takeRows,
  type VerticalSession,
  writeEvaluation,
} from "@symbolon/synth-worker/mpc";
import { BENCH_ORDER, type BenchNode, type BenchPeers, benchNode } from "../mpc/benchNode.ts";
import { answerSteps, type Steps } from "./answerSteps.ts";
import { ATTRIBUTES, type VerticalCase, verticalJob } from "./verticalCase.ts";

/** `fork(node.ts, [index, folder, case as JSON])`. Messages from and to hospitals are files in the folder; the nodes talk over TLS. */
const [indexText, folder, caseText] = process.argv.slice(2) as [string, string, string];
const index = Number(indexText) as 0 | 1 | 2;
const asked = JSON.parse(caseText) as VerticalCase;
const holders = ATTRIBUTES.map((_, holder) => holder);
const account: Hex = `0x${String(index + 1).repeat(40)}`;

let session: VerticalSession = startVerticalSession(
  { job: verticalJob, node: index, mostRows: holders.map(() => asked.patients) },
  cryptoEntropy(),
);
const hpke = await makeHpkeKeyPair();
let network: BenchNode;
const held: HeldRows[] = [];

const steps = {
  async start(_: object) {
    network = await benchNode(index, "tls");
    const publicKey = session.step === "joining" ? toHex(session.key.publicKey) : "0x";
    return { address: network.address, publicKey, account, hpkeKey: hpke.publicKey };
  },
  /** Answers both hospitals' lists. */
  async evaluate(_: object) {
    let bytes = 0;
    for (const holder of holders) {
      if (session.step !== "joining") throw new Error("all rows are in");
      const list = await readFile(join(folder, `list-${holder}`));
      const asked = answerList(session, { datasetId: datasetOf(holder), list }, cryptoEntropy());
      session = asked.session;
      const answer = writeEvaluation(asked.answer);
      await writeFile(join(folder, `answer-${holder}-${index}`), answer);
      bytes += answer.length;
    }
    return { bytes };
  },
  /** Unseals both hospitals' packages, checks them and expands the seeds. */
  async take(_: object) {
    for (const holder of holders) {
      const sealed = new Uint8Array(await readFile(join(folder, `rows-${holder}-${index}`)));
      const bytes = await hpkeOpen(hpke.privateKey, sealed, rowsContext(verticalJob, holder, account));
      if (asked.tokens === "made up") {
        held.push(acceptRows(verticalJob, index, parseRowPackage(verticalJob, index, bytes)));
        continue;
      }
      if (session.step !== "joining") throw new Error("all rows are in");
      const taken = takeRows(session, { datasetId: datasetOf(holder), bytes });
      session = taken.session;
      held.push(taken.held);
    }
    return {};
  },
  /** Joins, multiplies, verifies, adds noise and opens, with the other two nodes. */
  async measure(peers: BenchPeers) {
    const { ends, sent, close } = await network.open(peers);
    const job = Uint8Array.from(peers.session);
    const agreed = await agreeKeys({ orderId: BENCH_ORDER, job, index, links: ends }, cryptoEntropy());
    const party = ringParty({ index, orderId: BENCH_ORDER, links: ends, kernel: chooseKernel(), ...agreed });
    const before = sent();
    const tables = await measureVertical(party, verticalJob, held, cryptoEntropy());
    const after = sent();
    party.close();
    await close();
    await network.close();
    return {
      tables,
      rounds: party.cost.rounds,
      frameBytes: after.frameBytes - before.frameBytes,
      wireBytes: after.wireBytes - before.wireBytes,
    };
  },
} satisfies Steps;

function datasetOf(holder: number): string {
  return verticalJob.datasetIds[holder]!;
}

export type VerticalNodeSteps = typeof steps;

answerSteps(steps);
