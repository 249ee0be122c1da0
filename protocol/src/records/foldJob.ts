import { Interface, type InterfaceAbi } from "ethers";
import type { Hex } from "../content/hex.ts";
import { JobRegistryAbi } from "../generated/abi/JobRegistry.ts";
import type { ChainLog } from "./chainLog.ts";
import { EMPTY_JOB, type JobCertificate, type JobRecord, type JobReport } from "./jobRecord.ts";
import type { JobReplacement } from "./jobReplacement.ts";
import { plain } from "./plain.ts";
import { FAIL_REASONS, type FailReason, type JobState } from "./states.ts";

const jobs = new Interface(JobRegistryAbi as unknown as InterfaceAbi);

/**
 * What the events of a job say: its record for the next call, where it stands, why it failed. `claimedNodes` are the nodes as the latest claim
 * named them, zero before one; they stay when a node is replaced, so that what is keyed by a claim keeps its key. `replacements` are that
 * claim's, oldest first.
 */
export type JobHistory = {
  readonly state: JobState;
  readonly record: JobRecord;
  readonly claimedNodes: JobRecord["nodes"];
  readonly replacements: readonly JobReplacement[];
  readonly failReason: FailReason;
};

/**
 * Rebuilds a job from the JobRegistry's logs that carry its order's id as first topic, in chain order; logs of other contracts are passed
 * over. A job that was claimed again starts anew. Without any log the state is NONE: whether it is REQUESTED, the order says.
 */
export function foldJob(orderId: bigint, logs: readonly ChainLog[]): JobHistory {
  let state: JobState = "NONE";
  let record = EMPTY_JOB;
  let claimedNodes = EMPTY_JOB.nodes;
  let replacements: JobReplacement[] = [];
  let failReason: FailReason = "NONE";
  for (const log of logs) {
    const parsed = jobs.parseLog(log);
    if (parsed === null || parsed.fragment.inputs[0]?.name !== "orderId" || parsed.args[0] !== orderId)
      continue;
    const args = Object.fromEntries(
      parsed.fragment.inputs.map((input, i) => [input.name, plain(parsed.args[i], input)]),
    ) as Record<string, unknown>;
    switch (parsed.name) {
      case "JobClaimed":
        state = "CLAIMED";
        record = {
          ...EMPTY_JOB,
          termsHash: args.termsHash as Hex,
          claimedAt: args.claimedAt as bigint,
          deadline: args.deadline as bigint,
          nodes: args.nodes as unknown as JobRecord["nodes"],
          consentEpochs: args.consentEpochs as bigint[],
        };
        claimedNodes = record.nodes;
        replacements = [];
        break;
      case "JobNodeReplaced": {
        const { previous, node } = args as { previous: Hex; node: Hex };
        const index = Number(args.index);
        record = { ...record, nodes: record.nodes.with(index, node) as unknown as JobRecord["nodes"] };
        replacements = [...replacements, { index, previous, node }];
        break;
      }
      case "JobMeasured":
        state = "MEASURED";
        record = {
          ...record,
          commitDigest: args.commitDigest as Hex,
          droppedMask: args.droppedMask as bigint,
        };
        break;
      case "JobCommitted":
        state = "COMMITTED";
        record = { ...record, resultCommits: args.resultCommits as unknown as JobRecord["resultCommits"] };
        break;
      case "JobReported":
        state = "REPORTED";
        record = { ...record, report: args.report as JobReport };
        break;
      case "JobCertified":
        state = args.passed === true ? "CERTIFIED" : "REFUSED";
        record = {
          ...record,
          evaluator: args.evaluator as Hex,
          certificate: args.certificate as JobCertificate,
        };
        break;
      case "JobFinalised":
        state = "FINALISED";
        break;
      case "JobFailed":
        state = "FAILED";
        failReason = FAIL_REASONS[Number(args.reason)] ?? "NONE";
        break;
    }
  }
  return { state, record, claimedNodes, replacements, failReason };
}
