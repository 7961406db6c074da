import type { ColourmapCheck } from './colourmapCheck.js';
import { type Vision, visions } from './vision.js';

const percent = (share: number, digits = 0): string => `${(100 * share).toFixed(digits)} %`;

/** The findings in words, most important first. */
export function verdictOf(report: Omit<ColourmapCheck, 'verdict'>): string[] {
  const { kind, lightness, uniformity, resolution, decodable, centre } = report;
  const sentences: string[] = [];
  const { accuracy, levels, noise } = resolution;
  if (decodable)
    sentences.push(
      `Values can be read back: no two distant places share a colour at a noise of ${noise.toFixed(1)} sRGB levels.`,
    );
  else {
    const { a, b } = resolution.confusable[0]!;
    sentences.push(
      `Values cannot all be read back: ${percent(a)} and ${percent(b)} of the range have the same colour at a noise of ${noise.toFixed(1)} sRGB levels.`,
    );
  }
  sentences.push(
    `About ${levels} levels can be told apart; one pixel gives a value to ${percent(accuracy, 2)} of the range at best.`,
  );
  if (kind === 'sequential')
    sentences.push(
      `Lightness ${lightness.to > lightness.from ? 'rises' : 'falls'} all along (OKLab): the order is seen without a legend, and in grey print.`,
    );
  else if (kind === 'diverging')
    sentences.push(
      `Lightness turns once (OKLab), at ${percent(centre!)}: a diverging map; the sides differ by hue alone.`,
    );
  else if (kind === 'one extreme')
    sentences.push(
      `Lightness turns once (OKLab), at ${percent(lightness.turns[0]!)}, without a neutral centre: it stresses that value.`,
    );
  else if (kind === 'cyclic')
    sentences.push(
      'The map is closed: its ends are one place, which suits angles and phases and nothing else.',
    );
  else if (kind === 'no lightness')
    sentences.push('Lightness hardly changes (OKLab): nothing is left of the order in grey print.');
  else
    sentences.push(
      `Lightness turns ${lightness.turns.length} times (OKLab), at ${lightness.turns.map((t) => percent(t)).join(', ')}: it shows edges that the data do not have.`,
    );
  if (uniformity.largest.ratio > 3)
    sentences.push(
      `Perceptual steps are uneven (variation ${percent(uniformity.variation)}): the largest, at ${percent(uniformity.largest.at)}, is ${uniformity.largest.ratio.toFixed(1)} times the mean (CIEDE2000).`,
    );
  else
    sentences.push(
      `Perceptual steps vary by ${percent(uniformity.variation)} about their mean (CIEDE2000), the largest ${uniformity.largest.ratio.toFixed(1)} times.`,
    );
  if (uniformity.flat > 0.1)
    sentences.push(`In ${percent(uniformity.flat)} of the range differences hardly show.`);
  const seenBy: Readonly<Record<Vision, string>> = {
    normal: 'to everyone',
    protan: 'to protanopes',
    deutan: 'to deuteranopes',
    tritan: 'to tritanopes',
    grey: 'in grey print',
  };
  for (const vision of visions) {
    const [closest] = report.lookAlikes[vision];
    if (closest)
      sentences.push(
        `${percent(closest.a)} and ${percent(closest.b)} look alike ${seenBy[vision]} (ΔE2000 ${closest.deltaE.toFixed(1)}).`,
      );
  }
  return sentences;
}
