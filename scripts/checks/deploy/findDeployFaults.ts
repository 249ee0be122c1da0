import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { findChartFaults } from "./findChartFaults.ts";
import { findComposeFaults } from "./findComposeFaults.ts";
import { findDockerfileFaults } from "./findDockerfileFaults.ts";

/** What is wrong with the files under deploy/, as far as it can be seen without Docker, Helm and network. */
export async function findDeployFaults(root: string): Promise<string[]> {
  const read = (path: string) => readFile(join(root, "deploy", path), "utf8");
  const named = (file: string, faults: readonly string[]) =>
    faults.map((fault) => `deploy/${file}: ${fault}`);
  const variables = new Set([...(await read("example.env")).matchAll(/^(\w+)=/gm)].map(([, name]) => name!));
  const folder = "helm/symbolon";
  const templates = await readdir(join(root, "deploy", folder, "templates"));
  const chart = {
    chart: await read(`${folder}/Chart.yaml`),
    values: await read(`${folder}/values.yaml`),
    templates: Object.fromEntries(
      await Promise.all(
        templates.map(async (name) => [name, await read(`${folder}/templates/${name}`)] as const),
      ),
    ),
  };
  return [
    ...named(
      "docker-compose.yml",
      await findComposeFaults(root, await read("docker-compose.yml"), variables),
    ),
    ...named("Dockerfile", findDockerfileFaults(root, await read("Dockerfile"))),
    ...named(folder, await findChartFaults(root, chart)),
  ];
}
