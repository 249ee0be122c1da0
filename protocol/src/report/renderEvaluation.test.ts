import assert from "node:assert/strict";
import { test } from "node:test";
import { EvaluationReport } from "../messages/evaluationReport.ts";
import { renderEvaluation } from "./renderEvaluation.ts";
import { bareReport } from "./test-support/bareReport.ts";
import { sampleReport } from "./test-support/sampleReport.ts";

const VOID = new Set(["meta", "link", "rect", "circle", "path", "br"]);

/** A document's tags in order, attributes by name; throws where they are not nested. */
function skeleton(document: string): string[] {
  const body = document.replace(/<style>.*<\/style>/s, "").replace("<!doctype html>", "");
  const open: string[] = [];
  const tags = [...body.matchAll(/<(\/?)([a-z0-9]+)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*(\/?)>/g)];
  assert.equal([...body.matchAll(/</g)].length, tags.length, "every < opens a tag");
  for (const [, closing, name, , isClosed] of tags) {
    if (closing === "/") assert.equal(open.pop(), name, `</${name}>`);
    else if (isClosed === "" && !VOID.has(name!)) open.push(name!);
  }
  assert.deepEqual(open, [], "every element is closed");
  return tags.map(([, closing, name, attributes]) => {
    const names = [...attributes!.matchAll(/([a-zA-Z-]+)=/g)].map(([, attribute]) => attribute);
    return `${closing}${name} ${names.join(" ")}`;
  });
}

const attribute = (document: string, name: string) =>
  [...document.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(([, value]) => value!);

/** Every place in a value, as the value with `change` made there, where the report is still one. */
function* changed(value: unknown, change: (part: unknown) => unknown): Generator<EvaluationReport> {
  const paths: (string | number)[][] = [];
  const walk = (part: unknown, path: (string | number)[]) => {
    paths.push(path);
    if (Array.isArray(part)) {
      for (const [i, item] of part.slice(0, 2).entries()) walk(item, [...path, i]);
    } else if (typeof part === "object" && part !== null)
      for (const [key, item] of Object.entries(part)) walk(item, [...path, key]);
  };
  walk(value, []);
  for (const path of paths.slice(1)) {
    const copy = structuredClone(value);
    let holder = copy as Record<string | number, unknown>;
    for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
    const last = path.at(-1)!;
    holder[last] = change(holder[last]);
    const parsed = EvaluationReport.safeParse(copy);
    if (parsed.success) yield parsed.data;
  }
}

/** A short report with every part, for tests that render it many times. */
function smallReport(): EvaluationReport {
  const report = sampleReport();
  report.fidelity.columns.length = 2;
  report.fidelity.pairs.length = 1;
  report.utility.tasks.length = 1;
  report.privacy.proof = {
    epsilon: 1,
    delta: 1e-9,
    mu: 0.18,
    maxMembershipAuc: 0.55,
    maxTprAt1PercentFpr: 0.02,
  };
  report.overTime = {
    patients: 400,
    violations: 0,
    tables: [
      {
        table: "measurement",
        rows: 4200,
        rowsPerPatient: 0.03,
        codes: 0.05,
        gaps: null,
        transitions: 0.1,
        lag: [{ of: "LOINC:718-7", lag: 1, real: 0.84, synthetic: 0.83 }],
      },
    ],
  };
  return report;
}

const wholeText = (document: string) => document.replace(/<style>.*<\/style>/s, "").replace(/<[^>]*>/g, "\n");

function assertNoHoles(document: string): void {
  assert.doesNotMatch(document, /NaN|Infinity|undefined|\[object|>null</);
}

test("the samples are reports, and the first screen answers in words", () => {
  assert.deepEqual(EvaluationReport.parse(sampleReport()), sampleReport());
  assert.deepEqual(EvaluationReport.parse(bareReport()), bareReport());
  const text = wholeText(renderEvaluation(sampleReport()));
  for (const words of [
    "Yes, with care.",
    "Nobody has proved that it is private.",
    "high-fidelity (not differentially private)",
    "No proof (epsilon: none)",
    "9 of 9 checks passed",
    "How alike is it?",
    "How useful is it?",
    "Could a patient be recognised?",
    "How sure are we?",
    "What this verdict cannot say",
  ])
    assert.ok(text.indexOf(words) > 0 && text.indexOf(words) < text.indexOf("In this report"), words);
});

test("whole patients have a part of their own, and only they", () => {
  const text = wholeText(renderEvaluation(smallReport()));
  for (const words of ["Patients over time", "400 whole patients", "LOINC:718-7", "Rows per patient"])
    assert.ok(text.includes(words), words);
  assert.ok(!wholeText(renderEvaluation(sampleReport())).includes("Patients over time"));
});

test("a failed report says no and names what failed", () => {
  const report = sampleReport();
  report.verdict.passed = false;
  report.verdict.checks[3] = { ...report.verdict.checks[3]!, passed: false, value: 0.2 };
  const text = wholeText(renderEvaluation(report));
  assert.match(text, /No\.\s+This file should not be used or handed out\./);
  assert.match(
    text,
    /Why not\s+Added risk of singling out, lower limit: found 0\.200, allowed at most 0\.050/,
  );
  assert.match(text, /\u2715 failed/);
});

test("every chapter is there, with its figures beside the drawings", () => {
  const text = wholeText(renderEvaluation(smallReport()));
  for (const words of [
    "Upper limit of the best membership attack\u2019s AUC",
    "Age at surgery",
    "Harrell C, learnt from synthetic / real",
    "1.46 (1.24 to 1.72)",
    "proved bound, any attack",
    "inference of \nrecur",
    "that equal one",
    "shown, never a criterion",
    "not reported below 50",
    "symbolon-scheme/1",
    `0x${"a".repeat(64)}`,
  ])
    assert.ok(text.includes(words), words);
});

test("the document is well nested, ids are unique, and every reference has its target", () => {
  for (const report of [sampleReport(), smallReport(), bareReport()]) {
    const document = renderEvaluation(report);
    const tags = skeleton(document);
    const ids = attribute(document, "id");
    assert.equal(new Set(ids).size, ids.length);
    const references = [
      ...attribute(document, "aria-labelledby").flatMap((value) => value.split(" ")),
      ...attribute(document, "href").flatMap((value) => (value.startsWith("#") ? value.slice(1) : [])),
    ];
    for (const reference of references) assert.ok(ids.includes(reference), reference);
    const count = (name: string) => tags.filter((tag) => tag.startsWith(`${name} `)).length;
    assert.equal(count("h1"), 1);
    assert.equal(count("table"), count("caption"));
    assert.equal(tags.filter((tag) => /^svg .*\brole\b/.test(tag)).length, count("desc"));
    assert.equal([...document.matchAll(/<svg(?![^>]*(role="img"|aria-hidden="true"))/g)].length, 0);
  }
});

test("it needs nothing from elsewhere and runs nothing", () => {
  const document = renderEvaluation(smallReport());
  assert.doesNotMatch(document, /<(script|iframe|object|embed|img|form|base)\b|\son[a-z]+\s*=|javascript:/i);
  assert.doesNotMatch(document, /https?:|\/\/[a-z]|url\(|@import|@font-face/i);
  assert.deepEqual(
    new Set(attribute(document, "href").filter((value) => !value.startsWith("#"))),
    new Set(["data:,"]),
  );
  assert.deepEqual(attribute(document, "src"), []);
  assert.match(document, /Content-Security-Policy" content="default-src 'none'/);
});

test("no text of a report becomes markup: hostile strings leave the tags of harmless ones", () => {
  const hostile = `"'></title></style></svg><script>alert(1)</script><img src=x onerror=alert(1)>&lt;\u202e\`\${1}`;
  const harmless = "x".repeat([...hostile].length);
  const filled = (text: string) => {
    const report = smallReport();
    report.synthetic.name = report.training.name = report.holdout.name = text;
    for (const column of report.fidelity.columns) {
      column.name = column.label = text;
      column.bars.labels = column.bars.labels.map((_, i) => `${text}${i}`);
    }
    report.fidelity.columns[1]!.name += "2";
    report.fidelity.pairs[0]!.columns = [text, `${text}2`];
    for (const task of report.utility.tasks) task.target = task.positive = text;
    for (const survival of report.utility.survival) {
      survival.time = survival.event = text;
      for (const hazard of survival.hazards) hazard.term = text;
    }
    for (const group of report.utility.subgroups) group.column = group.level = text;
    for (const risk of report.privacy.risks) risk.secret = text;
    for (const check of report.verdict.checks) check.what = text;
    report.verdict.words = text;
    report.verdict.limits = [text];
    return renderEvaluation(EvaluationReport.parse(report));
  };
  const document = filled(hostile);
  assert.deepEqual(skeleton(document), skeleton(filled(harmless)));
  assert.doesNotMatch(document, /<script|<img|\u202e/);
  assert.ok(document.includes("&lt;script&gt;"), "the words are still there to read");
});

test("whatever may be null or empty can be, one at a time and all together", () => {
  const small = smallReport();
  let rendered = 0;
  const emptied = (part: unknown) => (Array.isArray(part) ? [] : null);
  for (const report of changed(small, emptied)) {
    const document = renderEvaluation(report);
    assertNoHoles(document);
    skeleton(document);
    rendered++;
  }
  assert.ok(rendered > 80, `${rendered} variants`);
  const bare = renderEvaluation(bareReport());
  assertNoHoles(bare);
  for (const absent of ["checks", "columns", "pairs", "tasks", "survival", "membership", "subgroups"])
    assert.ok(!bare.includes(`id="${absent}"`), `${absent} is left out`);
});

test("extreme figures are drawn inside the drawing", () => {
  const report = smallReport();
  const [survival] = report.utility.survival;
  survival!.hazards[0]!.synthetic = { logHazardRatio: 900, standardError: 1e6 };
  survival!.kaplanMeier.real = { x: [0], y: [1] };
  survival!.kaplanMeier.synthetic = { x: [], y: [] };
  report.privacy.membership[0]!.roc = { x: [0, 0, 1], y: [0, 1, 1] };
  report.fidelity.columns[0]!.bars = { labels: ["a"], real: [0], synthetic: [0] };
  report.utility.tasks[0]!.synthetic.calibrationSlope = -1e9;
  const document = renderEvaluation(report);
  assertNoHoles(document);
  const drawings = [...document.matchAll(/viewBox="0 0 ([0-9.]+) ([0-9.]+)".*?<\/svg>/gs)];
  assert.ok(drawings.length > 10);
  for (const [drawing, width, height] of drawings)
    for (const [, path] of drawing.matchAll(/ d="([^"]*)"/g))
      for (const [, command, first, second] of path!.matchAll(/([MLHV])(-?[0-9.]+)(?:[ ,](-?[0-9.]+))?/g)) {
        const [x, y] = command === "V" ? [undefined, first] : [first, second];
        assert.ok(
          x === undefined || (Number(x) >= 0 && Number(x) <= Number(width)),
          `${command}${x} in ${path}`,
        );
        assert.ok(
          y === undefined || (Number(y) >= 0 && Number(y) <= Number(height)),
          `${command}${y} in ${path}`,
        );
      }
});

test("of very many levels and columns those that matter most are shown, and it says so", () => {
  const report = sampleReport();
  const names = Array.from({ length: 40 }, (_, i) => `column${i}`);
  report.fidelity.pairs = names.flatMap((name, i) =>
    names.slice(0, i).map((other, j) => ({
      columns: [other, name] as [string, string],
      tvd: (i + j) / 100,
      realAssociation: null,
      syntheticAssociation: null,
    })),
  );
  const labels = Array.from({ length: 1000 }, (_, i) => `level ${i}`);
  report.fidelity.columns = [
    {
      ...report.fidelity.columns[2]!,
      bars: {
        labels,
        real: labels.map(() => 0.001),
        synthetic: labels.map((_, i) => (i === 700 ? 0.301 : 0.0007)),
      },
    },
  ];
  const text = wholeText(renderEvaluation(report));
  assert.match(text, /The 30 of 41 columns that differ most/);
  assert.ok(text.includes("column39 and") || text.includes("\ncolumn39\n"), "the worst pairs are named");
  assert.match(text, /level 700/);
  assert.match(text, /987 others/);
});

test("the same report gives the same bytes, whatever the order of its keys", () => {
  const backwards = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(backwards);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, item]) => [key, backwards(item)]),
    );
  };
  const again = EvaluationReport.parse(backwards(sampleReport()));
  assert.equal(renderEvaluation(again), renderEvaluation(sampleReport()));
  assert.equal(
    renderEvaluation(backwards(sampleReport()) as EvaluationReport),
    renderEvaluation(sampleReport()),
  );
});

test("fifteen columns with long curves and many levels stay below 400 KB", () => {
  const report = sampleReport();
  const points = Array.from({ length: 5000 }, (_, i) => i / 4999);
  const curve = { x: points, y: points.map((x) => Math.sqrt(x)) };
  for (const attack of report.privacy.membership) attack.roc = curve;
  for (const task of report.utility.tasks) task.synthetic.roc = task.real.roc = curve;
  for (const { kaplanMeier } of report.utility.survival) kaplanMeier.real = kaplanMeier.synthetic = curve;
  for (const column of report.fidelity.columns) {
    column.kind = "category";
    const labels = Array.from({ length: 1000 }, (_, i) => `level ${i} with a long name`);
    column.bars = { labels, real: labels.map(() => 0.001), synthetic: labels.map(() => 0.001) };
  }
  assert.equal(report.fidelity.columns.length, 15);
  assert.ok(Buffer.byteLength(renderEvaluation(report)) < 400_000);
});
