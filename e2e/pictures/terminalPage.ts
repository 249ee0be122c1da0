const COLOURS: Record<string, string> = {
  "2": "#8b949e",
  "22": "",
  "31": "#ff7b72",
  "32": "#7ee787",
  "36": "#79c0ff",
  "39": "",
};

/** ANSI text as a dark terminal page. */
export function terminalPage(text: string): string {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC is what ANSI sequences begin with
  const coloured = escaped.replace(/\u001b\[(\d+)m/g, (_, code: string) =>
    COLOURS[code] ? `<span style="color:${COLOURS[code]}">` : "</span>",
  );
  return `<body style="margin:0;background:#0d1117"><pre style="margin:0;padding:20px 24px;color:#e6edf3;font:14px/1.55 'DejaVu Sans Mono',monospace">${coloured}</pre></body>`;
}
