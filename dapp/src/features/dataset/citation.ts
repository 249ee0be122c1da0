import type { Hex } from "@symbolon/protocol";

/** What a citation is made of; `publishedAt` in unix seconds. */
export type CitationInput = {
  readonly id: string;
  readonly title: string;
  readonly holder: string;
  readonly version: number;
  readonly publishedAt: number;
  readonly chainId: number;
  /** Contract that lists the dataset. */
  readonly registry: Hex;
  readonly catalogueDigest: Hex;
  /** Address of the dataset's page. */
  readonly url: string;
};

/**
 * A dataset as it is cited: holder, year, title, version, kind, market, address (the order of the DataCite Metadata Schema 4's recommendation), with
 * what identifies it without this page: chain, contract, number and the digest of its entry.
 */
export function citationText(input: CitationInput): string {
  const { holder, title, version, url } = input;
  return `${holder} (${yearOf(input)}): ${title}. Version ${version}. Symbolon. Dataset. ${identifierOf(input)}. Catalogue entry sha256 ${input.catalogueDigest}. ${url}`;
}

/** The same for BibTeX. Braces of the texts are left out, as unbalanced ones break a file. */
export function citationBibtex(input: CitationInput): string {
  const plain = (text: string) => text.replace(/[{}\\]/g, "").replace(/([&%$#_])/g, "\\$1");
  return [
    `@misc{symbolon-${input.chainId}-${input.id},`,
    `  author = {{${plain(input.holder)}}},`,
    `  title = {{${plain(input.title)}}},`,
    `  year = {${yearOf(input)}},`,
    `  version = {${input.version}},`,
    "  publisher = {Symbolon},",
    `  note = {${plain(identifierOf(input))}. Catalogue entry sha256 ${input.catalogueDigest}},`,
    `  url = {${input.url}}`,
    "}",
    "",
  ].join("\n");
}

/** UTC, so that a dataset has one year wherever it is cited. */
function yearOf({ publishedAt }: CitationInput): number {
  return new Date(publishedAt * 1000).getUTCFullYear();
}

/** Account and chain as CAIP-10 writes them. */
function identifierOf({ id, chainId, registry }: CitationInput): string {
  return `eip155:${chainId}:${registry}, dataset ${id}`;
}
