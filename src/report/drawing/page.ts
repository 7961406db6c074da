import { html, type Markup, scriptElement } from './markup.js';
import { style } from './style.js';

/** Pages may load nothing at all: whatever a name or a package holds, the browser makes no request. */
const policy =
  "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** What stands on a page of a report. */
export interface PageContent {
  readonly title: string;
  /** What the title is the name of: a few words above it. */
  readonly about: string;
  /** Name and value of the numbers on top. */
  readonly keyFigures: readonly (readonly [string, string])[];
  readonly content: Markup;
  /** Sources of programs, run in this order once the content is there. */
  readonly scripts: readonly string[];
  readonly version: string;
}

/** One HTML page that holds everything it shows and loads nothing. */
export function reportPage({ title, about, keyFigures, content, scripts, version }: PageContent): string {
  const page = html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · unhue</title>
<style>${{ markup: style }}</style>
</head>
<body>
<header>
<p>${about}</p>
<h1>${title}</h1>
<dl class="key-figures">${keyFigures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>
${content}
<footer>Made by unhue ${version}. This page holds everything it shows and loads nothing.</footer>
${scripts.map(scriptElement)}
</body>
</html>
`;
  return page.markup;
}
