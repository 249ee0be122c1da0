/** The house's colours (dapp/src/ui/styles/tokens.css), light and dark; paper is always light. Text keeps at least 4.5:1. */
const LIGHT = `--paper: #f4f7f6; --surface: #ffffff; --sunken: #ecf1ef; --ink: #10201c; --ink-2: #43544f; --ink-3: #5f706b;
--line: #dce4e1; --line-strong: #b9c6c1; --accent: #0d5c55; --accent-ink: #ffffff; --accent-soft: #e1f0ec;
--good: #1c6b3c; --good-soft: #e2f3e8; --bad: #9c2a2a; --bad-soft: #fbe9e7;`;
const DARK = `--paper: #0d1413; --surface: #141d1b; --sunken: #1b2624; --ink: #e8efed; --ink-2: #b0beb9; --ink-3: #8d9d98;
--line: #25312e; --line-strong: #40504b; --accent: #6accbd; --accent-ink: #05201c; --accent-soft: #15322d;
--good: #7fd3a0; --good-soft: #142d20; --bad: #f09a93; --bad-soft: #351b19;`;

/** CSS of the report's colours and fonts. */
export const tokenStyle = `:root { color-scheme: light dark; ${LIGHT}
--font: -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
--mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace; }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
`;
