import { join } from "node:path";
import type { FileCertificate, HighFidelityCertificate, PrivateCertificate } from "@symbolon/protocol";
import { stateFile } from "../shared/stateFile.ts";
import type { Claim, FileClaim, PrivateClaim } from "./claims.ts";

/** One hospital's signed answers, as the certificate keeps them. */
export type SignedAnswers = FileCertificate["answers"][number];

const answersFile = (claim: Claim, datasetId: string) =>
  stateFile<SignedAnswers>(join(claim.folder, `answers-${datasetId}.json`));

/** Keeps a hospital's answers (of the claim's release class); the first ones stand, since figures for one file do not change. */
export async function keepAnswers(claim: Claim, answers: SignedAnswers): Promise<void> {
  const file = answersFile(claim, answers.answers.datasetId);
  if ((await file.read()) === null) await file.writeOnce(answers);
}

/** The answers of all datasets that are in, in the order's sequence, or null while one is missing. */
export async function readAnswers(claim: PrivateClaim): Promise<PrivateCertificate["answers"] | null>;
export async function readAnswers(claim: FileClaim): Promise<HighFidelityCertificate["answers"] | null>;
export async function readAnswers(claim: PrivateClaim | FileClaim): Promise<SignedAnswers[] | null> {
  const all: SignedAnswers[] = [];
  for (const datasetId of datasetsIn(claim)) {
    const answers = await answersFile(claim, datasetId).read();
    if (answers === null) return null;
    all.push(answers);
  }
  return all;
}

/** The datasets whose records the file was made of: all, less those left out before the freeze. */
function datasetsIn(claim: Claim): readonly string[] {
  const all = claim.verified.order.terms.datasetIds.map(String);
  if (claim.releaseClass !== "private") return all;
  const used = claim.model.get()?.model.datasetIds ?? all;
  return all.filter((datasetId) => used.includes(datasetId));
}
