import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HEALTH_CATEGORIES, PURPOSES, SymbolonError } from "@symbolon/protocol";
import fc from "fast-check";
import { documentStorage } from "../../../catalogue/documentStorage.ts";
import { bandNames, FACET_BANDS } from "../../../catalogue/facetBands.ts";
import { searchableSummary } from "../../../catalogue/searchableSummary.ts";
import type { Database } from "../../../database/Database.ts";
import { insertDataset, insertRow } from "../../../test-support/indexRows.ts";
import { openTestDatabase } from "../../../test-support/openTestDatabase.ts";
import { catalogueEntry } from "../../../test-support/testDocuments.ts";
import type { CatalogueFilter } from "./catalogueFilter.ts";
import type { FoundDataset } from "./catalogueView.ts";
import { catalogueViews } from "./catalogueViews.ts";
import { FACETS, type Facet } from "./facets.ts";

const DATASETS = 60;
const RUNS = { numRuns: process.env.TEST_PROFILE === "full" ? 300 : 60, endOnFailure: true };
const WORDS = ["kidney", "lung", "zygote", "étude"] as const;

/** What a dataset is, in plain values, beside the tables. */
type Model = {
  readonly id: string;
  readonly words: string;
  readonly values: Readonly<Record<Facet, readonly string[]>>;
  readonly price: bigint;
  readonly records: number;
  readonly publishedAt: number;
};

let database: Database;
const models: Model[] = [];

/** Fixed draws: the same market in every run. */
const draws = fc.sample(
  fc.record({
    words: fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1 }),
    category: fc.nat(16),
    themes: fc.subarray(["CANCER_DISEASE", "MENTAL_HEALTH", "HEALTH_SYSTEMS"]),
    codingSystems: fc.subarray(["ICD-10", "LOINC", "SNOMED-CT"]),
    standards: fc.subarray(["OMOP-CDM", "FHIR"]),
    countries: fc.subarray(["FIN", "BEL", "NLD"]),
    ages: fc.option(fc.tuple(fc.nat(100), fc.nat(100))),
    records: fc.constantFrom(0, 40, 99, 100, 2000, 250_000),
    rho: fc.constantFrom(0n, 1n, 9_999n, 10_000n, 999_999n, 1_000_000n, 10_000_000n, 10n ** 30n),
    price: fc.constantFrom(0n, 1n, 10n ** 18n - 1n, 10n ** 18n, 10n ** 21n, 10n ** 40n),
    purposes: fc.integer({ min: 1, max: 255 }),
    lane: fc.constantFrom("COMMERCIAL", "EHDS"),
    status: fc.constantFrom("LISTED", "LISTED", "LISTED", "UNLISTED", "RETIRED"),
    hasEntry: fc.constantFrom(true, true, true, false),
    certificates: fc.subarray([1, 2]),
    publishedAt: fc.integer({ min: 1_799_000_000, max: 1_799_000_009 }),
  }),
  { numRuns: DATASETS, seed: 11 },
);

const band = (facet: keyof typeof FACET_BANDS, amount: bigint) =>
  bandNames(FACET_BANDS[facet]).find((name) => {
    const [lower, upper] = name.split("..");
    return amount >= BigInt(lower!) && (upper === "" || amount <= BigInt(upper!));
  })!;

before(async () => {
  database = await openTestDatabase();
  const storage = documentStorage(database);
  for (const [index, draw] of draws.entries()) {
    const id = String(index + 1);
    const digest = `0x${id.padStart(64, "0")}` as const;
    const ages = draw.ages === null ? null : { min: Math.min(...draw.ages), max: Math.max(...draw.ages) };
    if (draw.hasEntry) {
      const entry = catalogueEntry({
        title: draw.words.join(" "),
        description: "Records.",
        keywords: ["k"],
        categoryCode: draw.category,
        healthThemes: draw.themes,
        codingSystems: draw.codingSystems,
        standards: draw.standards,
        countries: draw.countries,
        records: draw.records,
        ...(ages === null ? {} : { typicalAge: ages }),
      });
      await storage.resummarise(digest, searchableSummary(entry));
    }
    await insertDataset(database, index + 1, {
      catalogue_digest: digest,
      category_code: draw.category,
      purposes_mask: draw.purposes,
      price_wei: draw.price.toString(),
      lane: draw.lane,
      status: draw.status,
      published_at: draw.publishedAt,
    });
    await database.query("UPDATE subgraph.budget SET available_micro = $2 WHERE id = $1", [
      id,
      draw.rho.toString(),
    ]);
    for (const releaseClass of draw.certificates) await insertPassedJob(id, releaseClass);
    // Jobs that did not pass say nothing.
    await insertPassedJob(id, 2, false);
    if (draw.status !== "LISTED") continue;
    const published = Math.round(draw.records / 10) * 10;
    const bands = ages === null ? ["unknown"] : ageBands(ages);
    const told = (values: readonly string[]) => (draw.hasEntry ? values : []);
    models.push({
      id,
      words: draw.hasEntry ? draw.words.join(" ") : "",
      price: draw.price,
      records: draw.hasEntry ? published : 0,
      publishedAt: draw.publishedAt,
      values: {
        category: [HEALTH_CATEGORIES[draw.category]!.code],
        theme: told(draw.themes),
        codingSystem: told(draw.codingSystems),
        standard: told(draw.standards),
        country: told(draw.countries),
        accessLevel: told(["NON_PUBLIC"]),
        population: told(bands),
        records: told([band("records", BigInt(published))]),
        rhoLeft: [band("rhoLeft", draw.rho)],
        certificate:
          draw.certificates.length === 0
            ? ["none"]
            : draw.certificates.map((each) => (each === 1 ? "private" : "high-fidelity")),
        price: [band("price", draw.price)],
        purpose: PURPOSES.filter(({ bit }) => (draw.purposes & (1 << bit)) !== 0).map(({ code }) => code),
        lane: [draw.lane],
      },
    });
  }
});
after(() => database.close());

let jobs = 0;
async function insertPassedJob(datasetId: string, releaseClass: number, passed = true): Promise<void> {
  jobs += 1;
  const { order, job } = await templates();
  const id = String(jobs);
  await insertRow(database, "order", { ...order, id, datasets: [datasetId], job_id: id });
  await insertRow(database, "job", { ...job, id, order_id: id, passed, release_class: releaseClass });
}

/** Rows with something in every column that must have something, whatever columns the index has. */
async function templates(): Promise<Record<"order" | "job", Record<string, unknown>>> {
  const columns = await database.query<{ table_name: string; column_name: string; data_type: string }>(
    `SELECT table_name, column_name, data_type FROM information_schema.columns
     WHERE table_schema = 'subgraph' AND table_name IN ('order', 'job') AND is_nullable = 'NO'`,
  );
  const rows: Record<"order" | "job", Record<string, unknown>> = { order: {}, job: {} };
  for (const { table_name, column_name, data_type } of columns)
    rows[table_name as "order" | "job"][column_name] =
      data_type === "ARRAY" ? [] : data_type === "text" ? "none" : data_type === "boolean" ? false : 0;
  return rows;
}

function ageBands({ min, max }: { min: number; max: number }): string[] {
  const names = [];
  if (min <= 17) names.push("0..17");
  if (min <= 64 && max >= 18) names.push("18..64");
  if (max >= 65) names.push("65..");
  return names;
}

const fitsText = (model: Model, text: string | null | undefined) =>
  (text ?? "")
    .split(" ")
    .every((word) => word === "" || model.words.split(" ").some((own) => own.startsWith(word)));
const fitsFacet = (model: Model, filter: CatalogueFilter, facet: Facet) => {
  const chosen = filter[facet];
  return chosen == null || chosen.length === 0 || chosen.some((value) => model.values[facet].includes(value));
};
const fits = (filter: CatalogueFilter, except?: Facet) =>
  models.filter(
    (model) =>
      fitsText(model, filter.text) &&
      FACETS.every((facet) => facet === except || fitsFacet(model, filter, facet)),
  );

/** Filters of values that occur, and of some that do not. */
const filters = fc.constant(null).chain(() =>
  fc.record(
    {
      text: fc.constantFrom("", "kidney", "lung zyg", "étu", "ki", "nothing"),
      ...Object.fromEntries(
        FACETS.map((facet) => {
          const occurring = [...new Set(models.flatMap((model) => model.values[facet]))];
          return [facet, fc.uniqueArray(fc.constantFrom(...occurring, "never"), { maxLength: 3 })];
        }),
      ),
    },
    { requiredKeys: [] },
  ),
) as fc.Arbitrary<CatalogueFilter>;
/** At most three facets, so that something is left. */
const narrow = fc.tuple(filters, fc.subarray([...FACETS], { maxLength: 3 })).map(
  ([filter, kept]): CatalogueFilter => ({
    text: filter.text ?? null,
    ...Object.fromEntries(kept.map((facet) => [facet, filter[facet] ?? []])),
  }),
);

test("every facet's counts are those of counting one by one, each without its own filter", async () => {
  const view = await catalogueViews(database).current();
  let counted = 0;
  fc.assert(
    fc.property(narrow, (filter) => {
      const found = view.find(filter);
      const expected = FACETS.flatMap((facet) => {
        const counts = new Map<string, number>();
        for (const model of fits(filter, facet))
          for (const value of model.values[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
        return [...counts].map(([value, count]) => ({ facet, value, count }));
      });
      const order = (list: typeof expected) =>
        list.map(({ facet, value, count }) => `${facet} ${value} ${count}`).sort();
      assert.deepEqual(order(found.facets()), order(expected));
      assert.equal(found.count, fits(filter).length);
      counted += expected.length;
    }),
    RUNS,
  );
  assert.ok(counted > RUNS.numRuns, "filters left something to count");
});

test("pages of any size and order give every dataset that fits once, in that order", async () => {
  const view = await catalogueViews(database).current();
  const keys = {
    NUMBER: () => 0n,
    NEWEST: (model: Model) => -BigInt(model.publishedAt),
    PRICE: (model: Model) => model.price,
    RECORDS: (model: Model) => -BigInt(model.records),
  };
  fc.assert(
    fc.property(
      narrow,
      fc.constantFrom(...(Object.keys(keys) as (keyof typeof keys)[])),
      fc.integer({ min: 1, max: 25 }),
      (filter, order, size) => {
        const found: string[] = [];
        for (let cursor: string | null = null; ; ) {
          const page: FoundDataset[] = view.find(filter).page(order, size, cursor);
          found.push(...page.map(({ row }) => row.id));
          if (page.length < size) break;
          cursor = page.at(-1)!.cursor;
        }
        const expected = fits(filter).toSorted((a, b) => {
          const [x, y] = [keys[order](a), keys[order](b)];
          return x < y ? -1 : x > y ? 1 : Number(a.id) - Number(b.id);
        });
        assert.deepEqual(
          found,
          expected.map(({ id }) => id),
        );
      },
    ),
    RUNS,
  );
});

test("by relevance a word of the title comes before the same word elsewhere, and pages do not overlap", async () => {
  const storage = documentStorage(database);
  for (const [id, title, description] of [
    [901, "Other", "Melanoma among others."],
    [902, "Melanoma", "Records."],
  ] as const) {
    const digest = `0x${String(id).padStart(64, "0")}` as const;
    await storage.resummarise(digest, searchableSummary(catalogueEntry({ title, description })));
    await insertDataset(database, id, { catalogue_digest: digest });
  }
  const found = (await catalogueViews(database).current()).find({ text: "MÉLANOMA" });
  const [first] = found.page("RELEVANCE", 1, null);
  assert.equal(first!.row.id, "902");
  const rest = found.page("RELEVANCE", 5, first!.cursor);
  assert.deepEqual(
    rest.map(({ row }) => row.id),
    ["901"],
  );
});

test("what is no cursor, and a filter of more values than a person chooses, are refused", async () => {
  const view = await catalogueViews(database).current();
  const refused = (code: string) => (error: unknown) => error instanceof SymbolonError && error.code === code;
  assert.throws(() => view.find({}).page("NUMBER", 1, "1; DROP TABLE"), refused("E9009"));
  const values = Array.from({ length: 101 }, (_, i) => String(i));
  assert.throws(() => view.find({ theme: values }), refused("E9007"));
});
