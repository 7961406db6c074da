/** The look of a report: calm, wide margins, one accent, light or dark as the reader's system is. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #f6f6f4; --card: #ffffff; --ink: #1c1d20; --soft: #5d6067; --rule: #d9dade; --panel: #d4d6da; --lines: #b3b6bc;
  --accent: #24688f; --plot: #0072b2; --bar: #d55e00; --warn: #fff4dc; --warn-rule: #d9a441;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131417; --card: #1c1e22; --ink: #e8e8ea; --soft: #a2a5ad; --rule: #383b42; --panel: #3a3d44; --lines: #5a5e67;
    --accent: #7db9dd; --plot: #56b4e9; --bar: #e69f00; --warn: #33290f; --warn-rule: #a77f2c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 84rem; background: var(--paper);
  color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
}
header { margin: 0 0 1.75rem; }
header p { margin: 0; color: var(--soft); }
h1 { margin: 0.1rem 0 0; font-size: 1.75rem; font-weight: 600; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { margin: 0 0 0.9rem; font-size: 1.05rem; font-weight: 600; }
.key-figures { display: flex; flex-wrap: wrap; gap: 0.75rem 2.75rem; margin: 1.25rem 0 0; padding: 1rem 0 0; border-top: 1px solid var(--rule); }
.key-figures div { display: flex; flex-direction: column-reverse; }
.key-figures dt { color: var(--soft); font-size: 0.82rem; }
.key-figures dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; }
.warnings { margin: 0 0 1.5rem; padding: 0.8rem 1.1rem; border-left: 3px solid var(--warn-rule); border-radius: 4px; background: var(--warn); }
.warnings h2 { margin-bottom: 0.25rem; }
.warnings ul { margin: 0; padding-left: 1.1rem; }
.warnings .settle { display: block; color: var(--soft); font-size: 0.9em; }
main { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.25rem; align-items: start; }
.card { padding: 1.2rem 1.35rem 1.1rem; border: 1px solid var(--rule); border-radius: 10px; background: var(--card); }
.wide { grid-column: 1 / -1; }
.note { margin: 0.6rem 0 0; color: var(--soft); font-size: 0.86rem; max-width: 46rem; }
svg { display: block; width: 100%; height: auto; font: 12px system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif; fill: var(--soft); font-variant-numeric: tabular-nums; }
svg .title { fill: var(--ink); }
svg .axis { fill: none; stroke: var(--soft); stroke-width: 1; }
svg .pixels { image-rendering: pixelated; }
svg .panel { fill: var(--panel); }
svg .masked { fill: var(--panel); }
svg .bar { fill: var(--accent); }
svg .start { fill: var(--ink); }
svg .stems { fill: none; stroke: var(--accent); }
svg .limit { fill: none; stroke: var(--bar); stroke-width: 1.2; stroke-dasharray: 5 4; }
svg .locus { fill: none; stroke: var(--ink); stroke-width: 1.5; stroke-linejoin: round; }
svg .nodes circle { stroke: var(--ink); stroke-width: 0.35; }
svg.figure { margin: 0 auto; max-height: 640px; background: #fff; }
svg.figure .halo { fill: none; stroke: #fff; stroke-width: 5; stroke-opacity: 0.75; vector-effect: non-scaling-stroke; }
svg.figure .mark { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke; }
svg.figure .mark.plot { stroke: #0072b2; }
svg.figure .mark.bar { stroke: #d55e00; }
svg.figure .tick { fill: #d55e00; stroke: #fff; stroke-width: 1; vector-effect: non-scaling-stroke; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0.8rem 0 0; padding: 0; list-style: none; color: var(--soft); font-size: 0.86rem; }
.legend li { display: flex; gap: 0.5em; align-items: center; flex-wrap: wrap; }
.key { flex: none; width: 0.9em; height: 0.9em; border-radius: 2px; }
.key.plot { border: 2px solid #0072b2; } .key.bar { border: 2px solid #d55e00; } .key.data { background: #bcbcbc; }
.key.tick { border-radius: 50%; background: #d55e00; }
.key.dot { width: 0.45em; height: 0.45em; border-radius: 50%; background: linear-gradient(90deg, #3b528b, #5ec962); }
.key.node { width: 0.65em; height: 0.65em; border-radius: 50%; border: 1px solid var(--ink); background: #5ec962; }
.key.line { width: 1.3em; height: 2px; background: var(--ink); }
.stages { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 0; margin: 0; padding: 0; list-style: none; counter-reset: stage; }
.stages li { padding: 0 1.1rem; border-left: 1px solid var(--rule); counter-increment: stage; }
.stages li:first-child { padding-left: 0; border-left: 0; }
.stages p { margin: 0; overflow-wrap: anywhere; }
.stages .name { color: var(--soft); font-size: 0.82rem; }
.stages .name::before { content: counter(stage) " · "; }
.stages .outcome { margin: 0.1rem 0 0.35rem; font-size: 1.05rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.stages .detail { color: var(--soft); font-size: 0.84rem; line-height: 1.45; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.3rem 2rem; margin: 1rem 0 0; font-size: 0.9rem; }
.facts div { display: flex; gap: 0.9rem; }
.facts dt { flex: none; width: 5.2rem; color: var(--soft); }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; }
.badge { padding: 0.05em 0.55em; border-radius: 1em; background: var(--accent); color: var(--card); font-size: 0.72rem; white-space: nowrap; }
.scroll { overflow-x: auto; }
.columns td, .columns th { width: auto; padding-right: 1rem; vertical-align: middle; }
.columns thead th { padding-top: 0; border-top: 0; font-size: 0.82rem; }
.columns tbody tr:first-child > * { border-top: 1px solid var(--rule); }
.columns .strip { width: 34%; min-width: 9rem; }
.columns .number, .columns th { white-space: nowrap; }
.chosen th { color: var(--ink); }
.confidence th { width: auto; color: var(--ink); }
.confidence td { padding-left: 0.9rem; }
.confidence td:nth-child(2) { width: 8rem; padding-top: 0.75rem; }
.confidence td:nth-child(3) { width: 5.2rem; text-align: right; white-space: nowrap; }
.confidence tfoot > tr > * { border-top: 2px solid var(--rule); }
.confidence .meaning { display: block; color: var(--soft); font-size: 0.84rem; line-height: 1.4; }
svg.meter { height: 8px; } .meter .trough { fill: var(--panel); } .meter.faint .bar { opacity: 0.35; }
.number { font-variant-numeric: tabular-nums; }
.space { height: 34rem; max-height: 80vh; margin-bottom: 1rem; border-radius: 6px; background: var(--panel); overflow: hidden; }
.space.absent { height: auto; background: none; }
.space > .note { margin: 0; padding: 1rem; }
.space.absent > .note { padding: 0; }
.planes { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1rem; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 1rem; }
.pair > .note:nth-child(2) { align-self: center; padding: 0 2rem; }
.pair > .note:nth-child(3) { grid-column: 1 / -1; }
figure { margin: 0; } figcaption { margin-top: 0.35rem; color: var(--soft); font-size: 0.86rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.pictures { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1rem; align-items: start; }
.pictures img { display: block; width: 100%; height: auto; border-radius: 4px; }
.swatches { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: 0.75rem; margin: 0.5rem 0 1.25rem; padding: 0; list-style: none; font-size: 0.84rem; font-variant-numeric: tabular-nums; }
.swatches i { display: block; height: 3rem; border-radius: 4px; border: 1px solid var(--rule); }
.swatches span { display: block; color: var(--soft); }
.thumbnails { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.3rem 0 1rem; } .thumbnails img { display: block; max-width: 64px; height: auto; border-radius: 3px; }
svg.map { cursor: grab; touch-action: none; } svg .thumbnail { transform: scale(var(--shrink, 1)); }
svg .line { fill: none; stroke-width: 2; } svg .line.own { stroke: var(--accent); } svg .line.random { stroke: var(--bar); } svg .line.cut { stroke: var(--soft); }
.key.own { height: 2px; background: var(--accent); } .key.random { height: 2px; background: var(--bar); } .key.cut { height: 2px; background: var(--soft); }
.reading svg { cursor: crosshair; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { padding: 0.35rem 0; border-top: 1px solid var(--rule); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
tr:first-child > * { border-top: 0; }
th { width: 11rem; padding-right: 1rem; color: var(--soft); font-weight: 400; }
code { font-size: 0.9em; }
footer { margin-top: 1.5rem; color: var(--soft); font-size: 0.82rem; }
@media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 60rem) { .stages { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem 0; } .stages li:nth-child(odd) { padding-left: 0; border-left: 0; } }
@media (max-width: 42rem) { .facts, .stages { grid-template-columns: minmax(0, 1fr); } .stages li { padding-left: 0; border-left: 0; } .planes, .pair, .pictures { grid-template-columns: minmax(0, 1fr); } .pair > .note:nth-child(n) { padding: 0; grid-column: auto; } th { width: 9rem; } .space { height: 24rem; } }
@media print { body { background: #fff; } .card { break-inside: avoid; } .space { display: none; } }
`;
