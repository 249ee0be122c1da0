import { createHash } from "node:crypto";

/**
 * Names in the order in which they are to keep a content: highest random weight first (rendezvous hashing; Thaler and Ravishankar, IEEE/ACM
 * Transactions on Networking 6(1), 1998). Every process finds the same order without asking another, content is spread evenly, and a name that
 * comes or goes moves no content between the others.
 */
export function placement<T extends { readonly name: string }>(cid: string, backends: readonly T[]): T[] {
  const weight = (name: string) => createHash("sha256").update(`${name}\n${cid}`).digest("hex");
  return backends
    .map((backend) => ({ backend, weight: weight(backend.name) }))
    .sort((a, b) => (a.weight < b.weight ? 1 : -1))
    .map(({ backend }) => backend);
}
