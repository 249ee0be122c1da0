import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { repositoryRoot as root } from "../../repositoryRoot.ts";
import { type Chart, findChartFaults } from "./findChartFaults.ts";
import { findComposeFaults } from "./findComposeFaults.ts";
import { findDeployFaults } from "./findDeployFaults.ts";
import { findDockerfileFaults } from "./findDockerfileFaults.ts";
import { imageFault } from "./imageFault.ts";
import { renderTemplate } from "./renderTemplate.ts";

const read = (path: string) => readFileSync(join(root, "deploy", path), "utf8");

/** What a change writes as §{X} is compose's ${X}. */
const compose$ = (text: string) => text.replaceAll("§{", "$\u007b");

/** The text with one place changed; a change that changes nothing would prove nothing. */
function changed(text: string, from: string, to: string): string {
  assert.ok(text.includes(from), `${from} is not there to be changed`);
  return text.replace(from, to);
}

test("the files under deploy/ have no fault", async () => {
  assert.deepEqual(await findDeployFaults(root), []);
});

describe("compose", () => {
  const compose = read("docker-compose.yml");
  const variables = new Set([...read("example.env").matchAll(/^(\w+)=/gm)].map(([, name]) => name!));
  /** Changes, with compose's variables written §{X}: in a string of TypeScript ${X} looks like a slip. */
  const CHANGES: readonly (readonly [what: RegExp, from: string, to: string])[] = [
    [/implicit map key|Nested mappings|indent/i, "services:\n  hub:", "services:\n hub: x:\n  y:"],
    [/unknown top-level service$/, "services:", "service:"],
    [/unknown key enviroment/, "environment:", "enviroment:"],
    [/has no version/, "postgres:17.6-bookworm", "postgres"],
    [/no whole version/, "ipfs/kubo:v0.38.1", "ipfs/kubo:latest"],
    [/kubo: no health check/, "ipfs --api-auth bearer:$$IPFS_API_TOKEN id > /dev/null", "X"],
    [/privileged/, "image: postgres:", "privileged: true\n    image: postgres:"],
    [/cap_drop/, "cap_drop: [ALL]", "cap_drop: [NET_RAW]"],
    [/no-new-privileges/, "no-new-privileges:true", "label:disable"],
    [/read_only/, "read_only: true", "read_only: false"],
    [/network_mode: host/, "image: postgres:", "network_mode: host\n    image: postgres:"],
    [/Docker socket/, "- hub:/data", "- /var/run/docker.sock:/s"],
    [/not on loopback/, '"127.0.0.1:8020:8020"', '"8020:8020"'],
    [/not on loopback/, "§{BIND:-127.0.0.1}:§{PORT", "§{BIND:-0.0.0.0}:§{PORT"],
    [/POSTGRES_PASSWORD is written down/, "§{POSTGRES_PASSWORD:-}", "hunter2"],
    [
      /postgres_pass has a default/,
      "postgres_pass: §{POSTGRES_PASSWORD:-}",
      "postgres_pass: §{POSTGRES_PASSWORD:-x}",
    ],
    [/has a password in it/, "symbolon:§{POSTGRES_PASSWORD}@", "symbolon:hunter2@"],
    [/volume hub is not declared/, "volumes:\n  hub:\n", "volumes:\n"],
    [/depends on kube/, "kubo: { condition", "kube: { condition"],
    [/waits for postgres/, "service_healthy", "service_well"],
    [/does not exist/, "gateway/src/main.ts", "gateway/src/mian.ts"],
    [/nothing reads RPC_URI/, "RPC_URL:", "RPC_URI:"],
    [/GRAPH_NETWORK is not used/, "§{GRAPH_NETWORK:-mainnet}", "mainnet"],
    [/CHAIN_RPC is required/, "§{RPC_URL:?", "§{CHAIN_RPC:?"],
  ];
  for (const [what, from, to] of CHANGES)
    test(`finds ${what.source}`, async () => {
      const text =
        to === "X"
          ? compose.replace(
              /\n {4}healthcheck:\n {6}test: \["CMD-SHELL", "ipfs[^\n]*\n(?: {6}[^\n]*\n)*/,
              "\n",
            )
          : changed(compose, compose$(from), compose$(to));
      assert.notEqual(text, compose);
      const faults = await findComposeFaults(root, text, variables);
      assert.ok(
        faults.some((fault) => what.test(fault)),
        faults.join("\n"),
      );
    });
});

describe("chart", () => {
  const folder = "helm/symbolon";
  const names = readdirSync(join(root, "deploy", folder, "templates"));
  const chart: Chart = {
    chart: read(`${folder}/Chart.yaml`),
    values: read(`${folder}/values.yaml`),
    templates: Object.fromEntries(names.map((name) => [name, read(`${folder}/templates/${name}`)])),
  };
  const GATEWAY = "gateway-deployment.yaml";
  const CHANGES: readonly (readonly [what: RegExp, file: string, from: string, to: string])[] = [
    [/is not plain/, GATEWAY, "{{ .Release.Name }}", "{{ include 'x' . }}"],
    [/is not plain/, GATEWAY, "{{ .Values.gateway.replicas }}", "{{ .Values.gateway.replicas | default 1 }}"],
    [/values.yaml has no gateway.replica$/, GATEWAY, ".Values.gateway.replicas", ".Values.gateway.replica"],
    [/no template uses worker.storage/, "worker-statefulset.yaml", "{{ .Values.worker.storage }}", "1Gi"],
    [/not known/, GATEWAY, "apps/v1", "apps/v1beta1"],
    [/not named after the release/, GATEWAY, "name: {{ .Release.Name }}-gateway", "name: gateway"],
    [/fits no pod/, "gateway-service.yaml", "component: gateway\n  ports", "component: gatway\n  ports"],
    [/is no container's/, "gateway-service.yaml", "targetPort: http", "targetPort: https"],
    [/may run as root/, GATEWAY, "runAsNonRoot: true", "runAsNonRoot: false"],
    [
      /token of the cluster/,
      GATEWAY,
      "automountServiceAccountToken: false",
      "automountServiceAccountToken: true",
    ],
    [/may gain privileges/, GATEWAY, "allowPrivilegeEscalation: false", "privileged: true"],
    [/can be written/, GATEWAY, "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false"],
    [/keeps capabilities/, GATEWAY, "capabilities: { drop: [ALL] }", "capabilities: {}"],
    [/no livenessProbe/, GATEWAY, "livenessProbe", "lifenessProbe"],
    [/no memory limit/, GATEWAY, "limits: { memory:", "limits: { cpu:"],
    [/nothing reads DATA_DIRECTORY/, GATEWAY, "name: DATA_DIR,", "name: DATA_DIRECTORY,"],
    [/IPFS_API_TOKEN is not from a Secret/, GATEWAY, "name: DATA_DIR,", "name: IPFS_API_TOKEN,"],
    [/mounts config, which is no volume/, GATEWAY, "- name: config\n", "- name: confg\n"],
    [/does not exist/, GATEWAY, "gateway/src/main.ts", "gateway/src/mian.ts"],
    [/is no text/, GATEWAY, "{{ .Values.gateway.port | quote }}", "{{ .Values.gateway.port }}"],
  ];
  for (const [what, file, from, to] of CHANGES)
    test(`finds ${what.source} in ${file}`, async () => {
      const templates = { ...chart.templates, [file]: changed(chart.templates[file]!, from, to) };
      const faults = await findChartFaults(root, { ...chart, templates });
      assert.ok(
        faults.some((fault) => what.test(fault)),
        faults.join("\n"),
      );
    });

  test("fills in values, quoted where asked", () => {
    const scope = { values: { a: { b: 'x"y', n: 3 } }, release: "r", appVersion: "1" };
    const { text, used, faults } = renderTemplate(
      "{{ .Values.a.b | quote }} {{.Values.a.n}} {{ .Release.Name }}",
      scope,
    );
    assert.deepEqual([text, [...used], faults], ['"x\\"y" 3 r', ["a.b", "a.n"], []]);
  });
});

describe("Dockerfile", () => {
  const dockerfile = read("Dockerfile");
  const CHANGES: readonly (readonly [what: RegExp, from: string, to: string])[] = [
    [/runs as root/, "USER node", "USER root"],
    [/no health check/, "HEALTHCHECK --interval", "LABEL x"],
    [/does not exist/, "COPY cli/package.json", "COPY client/package.json"],
    [/is no stage/, "--from=build", "--from=built"],
    [/no whole version/, "FROM node:24.21.0-bookworm-slim AS build", "FROM node:lts AS build"],
    [/is a secret/, "ENV NODE_ENV=production", "ENV IPFS_API_TOKEN=x"],
  ];
  for (const [what, from, to] of CHANGES)
    test(`finds ${what.source}`, () => {
      const faults = findDockerfileFaults(root, changed(dockerfile, from, to));
      assert.ok(
        faults.some((fault) => what.test(fault)),
        faults.join("\n"),
      );
    });
});

test("an image is pinned by digest or a whole version", () => {
  assert.equal(imageFault(`a/b@sha256:${"0".repeat(64)}`), null);
  assert.equal(imageFault("registry.example:5000/a:1.2"), null);
  for (const image of ["a", "a:latest", "a:17", "registry.example:5000/a"])
    assert.notEqual(imageFault(image), null);
});
