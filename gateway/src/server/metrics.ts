/** Counters and gauges of one process. Names follow Prometheus: snake_case, unit at the end, counters end in _total. */
export type Metrics = {
  /** Adds to a counter; `labels` name the series. */
  count(name: string, labels?: Record<string, string>, by?: number): void;
  /** Registers a value that is read when metrics are asked for. */
  gauge(name: string, read: () => number): void;
  /** Prometheus text format 0.0.4. */
  text(): string;
};

/** An empty set of metrics. Labels must come from closed sets (route, status, code), never from a request's own text. */
export function createMetrics(): Metrics {
  const counters = new Map<string, Map<string, number>>();
  const gauges = new Map<string, () => number>();
  return {
    count(name, labels = {}, by = 1) {
      const series = counters.get(name) ?? new Map<string, number>();
      counters.set(name, series);
      const key = Object.entries(labels)
        .map(([label, value]) => `${label}="${value.replace(/[\\"\n]/g, "_")}"`)
        .join(",");
      series.set(key, (series.get(key) ?? 0) + by);
    },
    gauge(name, read) {
      gauges.set(name, read);
    },
    text() {
      const lines: string[] = [];
      for (const [name, series] of counters) {
        lines.push(`# TYPE ${name} counter`);
        for (const [labels, value] of series)
          lines.push(`${name}${labels === "" ? "" : `{${labels}}`} ${value}`);
      }
      for (const [name, read] of gauges) lines.push(`# TYPE ${name} gauge`, `${name} ${read()}`);
      return `${lines.join("\n")}\n`;
    },
  };
}
