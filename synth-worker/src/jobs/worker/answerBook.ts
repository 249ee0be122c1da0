import { join } from "node:path";
import type { Certificate, HighFidelityCertificate, PrivateCertificate } from "@symbolon/protocol";
import { stateFile } from "../shared/stateFile.ts";
import type { Claim, FileClaim, PrivateClaim } from "./claims.ts";

/** One hospital's signed answers, as the certificate keeps them. */
export type SignedAnswers = Certificate["answers"][number];

const answersFile = (claim: Claim, datasetId: string) =>
  stateFile<SignedAnswers>(join(claim.folder, `answers-${datasetId}.json`));

/** Keeps a hospital's answers (of the claim's release class); the first ones stand, since figures for one file do not change. */
export async function keepAnswers(claim: Claim, answers: SignedAnswers): Promise<void> {
  const file = answersFile(claim, answers.answers.datasetId);
  if ((await file.read()) === null) await file.write(answers);
}

/** The answers of all the order's datasets in the order's sequence, or null while one is missing. */
export async function readAnswers(claim: PrivateClaim): Promise<PrivateCertificate["answers"] | null>;
export async function readAnswers(claim: FileClaim): Promise<HighFidelityCertificate["answers"] | null>;
export async function readAnswers(claim: Claim): Promise<SignedAnswers[] | null> {
  const all: SignedAnswers[] = [];
  for (const datasetId of claim.verified.order.terms.datasetIds) {
    const answers = await answersFile(claim, datasetId.toString()).read();
    if (answers === null) return null;
    all.push(answers);
  }
  return all;
}
