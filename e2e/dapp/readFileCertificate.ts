import { HighFidelityCertificate } from "@symbolon/protocol";

/** The certificate of a high-fidelity order, as the gateway serves it. Throws when there is none of this class. */
export async function readFileCertificate(
  gatewayUrl: string,
  orderId: string,
): Promise<HighFidelityCertificate> {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: `{ order(id: ${orderId}) { job { certificate } } }` }),
  });
  const { data } = (await response.json()) as { data: { order: { job: { certificate: unknown } } } };
  return HighFidelityCertificate.parse(data.order.job.certificate);
}
