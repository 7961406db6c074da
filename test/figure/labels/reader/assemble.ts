import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembled, kernelSource } from './assembled.js';

// Run by `npm run kernels` after convolution.wat has changed; what it writes travels with the package.
const code = (await assembled(kernelSource)).match(/.{1,90}/g)!;
writeFileSync(
  join(kernelSource, '..', 'convolutionModule.ts'),
  `/** convolution.wat as a module, in base64; made by \`npm run kernels\`. */
export const convolutionModule =
${code.map((line) => `  '${line}'`).join(' +\n')};
`,
);
