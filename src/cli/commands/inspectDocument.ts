import { boxOnPage, kindOfFigure } from '../../documents/documentFigure.js';
import { pagesOf } from '../../documents/recoverDocument.js';
import { type DocumentOptions, drawingsOf } from '../../documents/recoverPage.js';
import { type Findings, plainFindings } from '../../figure/findings.js';
import { inspect } from '../../figure/inspect.js';
import type { InputBytes } from '../../formats/input/readInput.js';
import { decodeStored, withDocument } from '../../node/readDocument.js';

/** What was found in one figure of a document. */
export interface InspectedFigure {
  readonly page: number;
  /** Number on its page in reading order, from 1. */
  readonly figure: number;
  /** How far it lies turned clockwise on the page as shown, degrees. */
  readonly rotation: number;
  /** Each panel's plot area in points of 1/72 inch from the top left of the page as shown. */
  readonly pageBoxes: readonly (readonly [number, number, number, number])[];
  /** In pixels of the figure as it is drawn. */
  readonly findings: Findings;
}

/**
 * Everything that looks like a colour-mapped figure in a document, one after the other.
 *
 * @throws UsageError if there is no such page
 */
export async function inspectDocument(
  input: InputBytes,
  options: DocumentOptions & { readonly labels: boolean },
  use: (figure: InspectedFigure) => void,
): Promise<void> {
  await withDocument(input, async (document) => {
    for (const number of pagesOf(document, options))
      await document.withPage(number, async (page) => {
        let count = 0;
        for await (const figure of drawingsOf(page, options, decodeStored)) {
          const { raster, compressed = false } = figure.input;
          const findings = await inspect(raster, { lossy: compressed, labels: options.labels });
          if (kindOfFigure(figure, findings) === 'no') continue;
          use({
            page: number,
            figure: ++count,
            rotation: figure.rotation,
            pageBoxes: findings.panels.map(({ plotBox }) => boxOnPage(figure.toPage, plotBox)),
            findings: plainFindings(findings),
          });
        }
      });
  });
}
