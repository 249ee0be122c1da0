import {
  type AccessBody,
  CRITERIA,
  documentKeccak,
  type Hex,
  PROHIBITED_USES,
  quoteCosts,
  sealName,
} from "@symbolon/protocol";
import type { HDNodeWallet } from "ethers";
import type { Stack } from "../../scripts/demo/startStack.ts";
import { PERSON_NAME } from "./permitsPages.ts";
import type { StageBody } from "./permitsStage.ts";
import { signedPut } from "./signedPut.ts";

/**
 * Hands in a university's application over dataset 1 in Finland by REST, and takes it to the state named: found complete and assessed, or with an accepted
 * quote as well. Gives the path of its case in the dApp.
 */
export async function assessedCase(
  stack: Pick<Stack, "deployment" | "gatewayUrl">,
  { wallet: desk }: StageBody,
  applicant: HDNodeWallet,
  options: { readonly title: string; readonly isQuoted: boolean },
): Promise<string> {
  const { chainId } = stack.deployment;
  const account = applicant.address.toLowerCase();
  const answer = await fetch(`${stack.gatewayUrl}/ehds/access-bodies`);
  const { accessBodies } = (await answer.json()) as { accessBodies: AccessBody[] };
  const body = accessBodies.find(({ country }) => country === "FI")!;
  const application = {
    format: "symbolon-access-application/1",
    ...{ chainId, account },
    applicant: {
      legalName: "Example University",
      applicantClass: "university",
      country: "FI",
      activities: "Epidemiology",
    },
    summary: { title: options.title, text: "How often, and in whom?" },
    purposes: ["SCIENTIFIC_RESEARCH", "EDUCATION"],
    use: { explanation: "A regression", benefit: "Earlier diagnosis", contribution: "Open results" },
    data: [
      {
        country: "FI",
        datasetId: "1",
        categories: ["a"],
        scope: "All patients with a first diagnosis",
        timeRange: { from: "2015-01-01", until: "2024-12-31" },
        format: "OMOP CDM 5.4",
        sources: "Hospital records",
      },
    ],
    safeguards: "Secure environment; no export of records",
    attestations: PROHIBITED_USES.map(({ code }) => code),
    noReidentification: true,
    persons: [
      {
        name: await sealName(PERSON_NAME, [body], { chainId, account: account as Hex }),
        account,
        role: "principal-investigator",
        qualification: "MD, PhD",
      },
    ],
    dataFormat: { kind: "anonymised" },
    period: { kind: "months", months: 24, justification: "Two analyses and a paper" },
    environment: { tools: "R 4.5", computing: "8 cores" },
  };
  const submitted = await signedPut(stack, applicant, {
    method: "POST",
    ...{ path: "/ehds/applications", purpose: "ehds-permit", subject: "submit", value: application },
  });
  const applicationHash = submitted.applicationHash as Hex;
  const at = `${applicationHash}/FI`;
  let sequence = 1;
  const act = async (by: HDNodeWallet, value: unknown) => {
    const path = `/ehds/cases/${at}/acts/${sequence}`;
    await signedPut(stack, by, { path, purpose: "ehds-act", subject: `${at}/${sequence}`, value });
    sequence += 1;
  };
  await act(desk, { kind: "found-complete" });
  for (const criterion of CRITERIA)
    await act(desk, { kind: "criterion-recorded", criterion, finding: "met", note: "Looked at" });
  for (const risk of ["a", "b"])
    await act(desk, { kind: "risk-recorded", risk, mitigated: true, note: "Looked at" });
  if (options.isQuoted) {
    const quote = quoteCosts(body.tariff, {
      applicationHash,
      country: "FI",
      applicantClass: "university",
      work: [{ kind: "assessment", units: 1 }],
      holderEstimates: [{ datasetId: "1", cents: 120_050n }],
    });
    await act(desk, { kind: "quoted", quote });
    await act(applicant, { kind: "quote-accepted", quoteHash: documentKeccak(quote) });
  }
  return `/permits/cases/${at}`;
}
