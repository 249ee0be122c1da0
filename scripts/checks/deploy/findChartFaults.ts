import { existsSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { imageFault } from "./imageFault.ts";
import { isSecretName } from "./isSecretName.ts";
import { knownVariables } from "./knownVariables.ts";
import { renderTemplate } from "./renderTemplate.ts";

/** A chart's files: name to text. */
export type Chart = {
  readonly chart: string;
  readonly values: string;
  readonly templates: Readonly<Record<string, string>>;
};

type Json = Readonly<Record<string, unknown>>;
type Container = {
  readonly name: string;
  readonly image?: string;
  readonly command?: string[];
  readonly env?: { readonly name: string; readonly value?: unknown }[];
  readonly securityContext?: Json & { readonly capabilities?: { readonly drop?: string[] } };
  readonly ports?: { readonly name: string }[];
  readonly resources?: { readonly requests?: Json; readonly limits?: Json };
  readonly volumeMounts?: { readonly name: string }[];
} & Json;

const RELEASE = "lint";
/** Kinds that the charts use, with their API version in Kubernetes 1.27 and later. */
const KINDS: Readonly<Record<string, string>> = {
  ConfigMap: "v1",
  Service: "v1",
  Deployment: "apps/v1",
  StatefulSet: "apps/v1",
  PodDisruptionBudget: "policy/v1",
};

/**
 * What is wrong with a chart: templates that are not plain, values that nobody uses or that are missing, broken YAML once they are filled in, objects of
 * unknown kinds, selectors that fit no pod, containers without version, probes, limits or with more rights than needed, secrets outside of a Secret,
 * variables that the process does not read. Neither Helm nor a cluster is asked: schemas of Kubernetes beyond this are not checked.
 */
export async function findChartFaults(root: string, chart: Chart): Promise<string[]> {
  const faults: string[] = [];
  const about = parse(chart.chart) as Json;
  for (const key of ["apiVersion", "name", "version", "appVersion"])
    if (typeof about[key] !== "string") faults.push(`Chart.yaml: ${key} is no text`);
  const values = parse(chart.values) as unknown;
  const used = new Set<string>();
  const objects: { readonly file: string; readonly object: Json }[] = [];
  for (const [file, template] of Object.entries(chart.templates)) {
    const rendered = renderTemplate(template, {
      values,
      release: RELEASE,
      appVersion: String(about.appVersion),
    });
    for (const path of rendered.used) used.add(path);
    faults.push(...rendered.faults.map((fault) => `${file}: ${fault}`));
    for (const document of parseAllDocuments(rendered.text)) {
      faults.push(...document.errors.map(({ message }) => `${file}: ${message}`));
      if (document.errors.length === 0) objects.push({ file, object: document.toJS() as Json });
    }
  }
  for (const path of leaves(values))
    if (!used.has(path)) faults.push(`values.yaml: no template uses ${path}`);
  const pods = objects.map(({ object }) => podOf(object)).filter((pod) => pod !== null);
  for (const { file, object } of objects) {
    const found = [...objectFaults(object, pods), ...(await podFaults(root, object))];
    faults.push(...found.map((fault) => `${file}: ${fault}`));
  }
  return faults;
}

function leaves(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path === "" ? key : `${path}.${key}`));
}

type Pod = { readonly labels: Readonly<Record<string, string>>; readonly spec: Json };

/** The pods that an object makes. */
function podOf(object: Json): Pod | null {
  const template = (object.spec as Json | undefined)?.template as
    | { metadata: { labels: Record<string, string> }; spec: Json }
    | undefined;
  return template === undefined ? null : { labels: template.metadata.labels, spec: template.spec };
}

function objectFaults(object: Json, pods: readonly Pod[]): string[] {
  const kind = String(object.kind);
  const faults: string[] = [];
  if (KINDS[kind] !== object.apiVersion) faults.push(`${kind} of ${String(object.apiVersion)} is not known`);
  const name = (object.metadata as { name?: string } | undefined)?.name ?? "";
  if (!name.startsWith(`${RELEASE}-`)) faults.push(`${kind} ${name} is not named after the release`);
  const selector = (object.spec as Json | undefined)?.selector as Record<string, unknown> | undefined;
  if (selector === undefined) return faults;
  const wanted = (kind === "Service" ? selector : selector.matchLabels) as Record<string, string>;
  const fits = (pod: Pod) => Object.entries(wanted).every(([label, value]) => pod.labels[label] === value);
  const own = podOf(object);
  if (own === null ? !pods.some(fits) : !fits(own)) faults.push(`the selector of ${name} fits no pod`);
  if (kind === "Service") {
    const named = pods
      .filter(fits)
      .flatMap(({ spec }) => (spec.containers as Container[]).flatMap(({ ports }) => ports ?? []));
    for (const { targetPort } of (object.spec as { ports: { targetPort: string }[] }).ports)
      if (!named.some((port) => port.name === targetPort))
        faults.push(`port ${targetPort} of ${name} is no container's`);
  }
  return faults;
}

async function podFaults(root: string, object: Json): Promise<string[]> {
  const spec = podOf(object)?.spec;
  if (spec === undefined) return [];
  const faults: string[] = [];
  if ((spec.securityContext as Json | undefined)?.runAsNonRoot !== true)
    faults.push("the pod may run as root");
  if (spec.automountServiceAccountToken !== false) faults.push("the pod gets a token of the cluster");
  for (const key of ["hostNetwork", "hostPID", "hostIPC"]) if (spec[key] === true) faults.push(key);
  const claims =
    ((object.spec as Json).volumeClaimTemplates as { metadata: { name: string } }[] | undefined) ?? [];
  const volumes = [
    ...((spec.volumes as { name: string }[] | undefined) ?? []).map(({ name }) => name),
    ...claims.map(({ metadata }) => metadata.name),
  ];
  for (const container of spec.containers as Container[]) {
    const found = [...containerFaults(container), ...(await environmentFaults(root, container))];
    for (const { name } of container.volumeMounts ?? [])
      if (!volumes.includes(name)) found.push(`mounts ${name}, which is no volume`);
    faults.push(...found.map((fault) => `container ${container.name}: ${fault}`));
  }
  return faults;
}

function containerFaults(container: Container): string[] {
  const { image = "", securityContext: rights, resources } = container;
  const faults: string[] = [];
  const fault = imageFault(image);
  if (fault !== null) faults.push(fault);
  if (rights?.privileged === true || rights?.allowPrivilegeEscalation !== false)
    faults.push("may gain privileges");
  if (rights?.readOnlyRootFilesystem !== true) faults.push("its root file system can be written");
  if (!rights?.capabilities?.drop?.includes("ALL")) faults.push("keeps capabilities");
  for (const probe of ["startupProbe", "readinessProbe", "livenessProbe"])
    if (container[probe] === undefined) faults.push(`no ${probe}`);
  if (resources?.requests?.cpu === undefined || resources.requests.memory === undefined)
    faults.push("no requests");
  if (resources?.limits?.memory === undefined) faults.push("no memory limit");
  return faults;
}

async function environmentFaults(root: string, { command, env = [] }: Container): Promise<string[]> {
  const faults: string[] = [];
  if (command === undefined || !existsSync(join(root, command[1] ?? "")))
    return [`${command?.[1]} does not exist`];
  const known = await knownVariables(root, command);
  for (const { name, value } of env) {
    if (known !== null && !known.has(name)) faults.push(`nothing reads ${name}`);
    if ((isSecretName(name) || name === "DATABASE_URL") && value !== undefined)
      faults.push(`${name} is not from a Secret`);
    if (value !== undefined && typeof value !== "string") faults.push(`${name} is no text`);
  }
  return faults;
}
