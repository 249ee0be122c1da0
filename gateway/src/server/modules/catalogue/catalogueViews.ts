import type { Database } from "../../../database/Database.ts";
import type { BudgetRow } from "../dataset/datasetStorage.ts";
import { type CatalogueView, createCatalogueView } from "./catalogueView.ts";
import { chainFacets } from "./chainFacets.ts";
import type { ListedDataset } from "./listedDataset.ts";
import {
  CATALOGUE_VERSION,
  type CatalogueChanges,
  type CatalogueVersion,
  type CertifiedJob,
  type ChainRow,
  type EntryRow,
  readCatalogue,
} from "./readCatalogue.ts";
import { createWordIndex } from "./wordIndex.ts";

/** The catalogue in memory, kept equal to the tables. */
export type CatalogueViews = {
  /** All listed datasets as the tables have them now. */
  current(): Promise<CatalogueView>;
};

/** What is kept of an entry: its number in the word index, what lists show of it, its facet values. */
type Entry = {
  readonly number: number;
  readonly shown: Pick<EntryRow, "title" | "description" | "records" | "licence">;
  readonly values: Readonly<Record<string, readonly string[]>>;
};

const NO_ENTRY = { title: null, description: null, records: null, licence: null };

/**
 * CatalogueViews over a database with the index's tables and the gateway's. Before each answer the version of the tables is asked, one short
 * statement; when it moved, what changed is read and a new view made. Every replica does so for itself, and nothing has to be told to it.
 */
export function catalogueViews(database: Database): CatalogueViews {
  const datasets = new Map<string, ChainRow>();
  const budgets = new Map<string, BudgetRow>();
  const passedJobs = new Map<string, CertifiedJob>();
  const entries = new Map<string, Entry>();
  const words = createWordIndex();
  let version: CatalogueVersion | null = null;
  let view = createCatalogueView([], words);
  let loading: Promise<void> | null = null;

  const listedDataset = (row: ChainRow, releaseClasses: ReadonlySet<number>): ListedDataset => {
    const budget = budgets.get(row.id) ?? null;
    const entry = entries.get(row.catalogue_digest);
    const available_micro = budget?.available_micro ?? null;
    return {
      row: { ...row, ...(entry?.shown ?? NO_ENTRY) },
      budget,
      entry: entry?.number ?? null,
      values: { ...entry?.values, ...chainFacets({ ...row, available_micro, releaseClasses }) },
    };
  };
  const apply = (changes: CatalogueChanges): void => {
    if (changes.isWhole) {
      datasets.clear();
      budgets.clear();
      passedJobs.clear();
    }
    for (const row of changes.datasets) datasets.set(row.id, row);
    for (const row of changes.budgets) budgets.set(row.id, row);
    for (const job of changes.jobs)
      if (job.passed) passedJobs.set(job.id, job);
      else passedJobs.delete(job.id);
    for (const { digest, facets, words: all, title_words, keyword_words, ...shown } of changes.entries) {
      const number = words.add({ all, title: title_words, keywords: keyword_words });
      entries.set(digest, { number, shown, values: valuesOf(facets) });
    }
    version = changes.version;
    const parts = [changes.datasets, changes.budgets, changes.jobs, changes.entries];
    if (!changes.isWhole && parts.every(({ length }) => length === 0)) return;
    const releases = new Map<string, Set<number>>();
    for (const { datasets: ids, release_class } of passedJobs.values())
      for (const id of ids) releases.set(id, (releases.get(id) ?? new Set()).add(release_class));
    const listed = [...datasets.values()]
      .filter(({ status }) => status === "LISTED")
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
      .map((row) => listedDataset(row, releases.get(row.id) ?? new Set()));
    view = createCatalogueView(listed, words);
  };
  const load = async (): Promise<void> => apply(await readCatalogue(database, version));
  const isAt = (now: CatalogueVersion | undefined): boolean =>
    now !== undefined && version !== null && keyOf(now) === keyOf(version);

  return {
    async current() {
      const [now] = await database.query<CatalogueVersion>(CATALOGUE_VERSION);
      // A load that began before the version moved may be of the one before.
      if (loading !== null && !isAt(now)) await loading;
      if (!isAt(now)) {
        loading ??= load().finally(() => {
          loading = null;
        });
        await loading;
      }
      return view;
    },
  };
}

function keyOf({ fingerprint, number, hash, entries }: CatalogueVersion): string {
  return `${fingerprint} ${number} ${hash} ${entries}`;
}

function valuesOf(facets: EntryRow["facets"]): Entry["values"] {
  const values: Record<string, string[]> = {};
  for (const [facet, value] of facets) values[facet] = [...(values[facet] ?? []), value];
  return values;
}
