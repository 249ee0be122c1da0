import { decodeComplaint } from "./decodeCase.ts";
import type { ComplaintStatus } from "./permitTypes.ts";
import { Reader } from "./reader.ts";
import { restRequest } from "./restRequest.ts";

/** The complaints of a country, oldest first, by a signature of its access body. Throws E9002 for another account. */
export async function fetchComplaints(
  country: string,
  headers: Readonly<Record<string, string>>,
): Promise<ComplaintStatus[]> {
  const answer = await restRequest(`/ehds/complaints/of/${country}`, { headers });
  return new Reader(answer, "answer").objects("complaints").map(decodeComplaint);
}

/** A complaint as its receipt shows it. Throws E3014 for an unknown number or another receipt. */
export async function fetchComplaint(complaintId: string, receipt: string): Promise<ComplaintStatus> {
  const headers = { "x-symbolon-receipt": receipt };
  return decodeComplaint(
    new Reader(await restRequest(`/ehds/complaints/${complaintId}`, { headers }), "complaint"),
  );
}
