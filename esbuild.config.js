import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from './notices.config.js';

/**
 * The command line in one file, and beside it the code that V8 has compiled of it. Loaded module by module, culori and
 * ml-kmeans with all they stand on are over four hundred files, and start-up takes as long as recovering a small picture.
 * The library stays as tsc writes it: whoever builds an application bundles it themselves.
 */
const folder = join('dist', 'bin');
const bundle = join(folder, 'main.cjs');
const { resolve } = createRequire(import.meta.url);

/** The library of colourmaps is inflated by Node's own zlib, where a browser has to stream. */
const inflatedInNode = {
  name: 'inflated in Node',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/inflate\.js$/ }, () => ({
      path: resolve('./src/formats/input/inflateInNode.ts'),
    }));
  },
};

/** commander starts programs of other names as commands; unhue has none, and Node takes its time to load what starts them. */
const withoutPrograms = {
  name: 'without programs as commands',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'none' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: '' }));
  },
};

/** What holds binaries, data or a page's script is found at run time, where it was installed. */
const installed = ['sharp', 'h5wasm', 'plotly.js-gl3d-dist-min', 'tinypool', 'bullmq', '@embedpdf/pdfium'];

// A module in CommonJS, for only of a script does Node 20 take compiled code.
const { metafile, outputFiles } = await build({
  entryPoints: [join('src', 'cli', 'bundled.ts')],
  outfile: bundle,
  write: false,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // Half of a start is reading code. Names stay: stacks are read by people.
  minifyWhitespace: true,
  minifySyntax: true,
  // Its entry holds all of it, of which the k-means needs one class: from its modules the rest is left out.
  alias: { 'ml-matrix': join(dirname(resolve('ml-matrix')), 'src', 'index.js') },
  external: installed,
  banner: {
    js: `const bundleUrl = require('node:url').pathToFileURL(__filename).href;
const importModule = module.importModule ?? ((name) => import(name));`,
  },
  define: { 'import.meta.url': 'bundleUrl', 'import.meta.dirname': '__dirname' },
  plugins: [inflatedInNode, withoutPrograms],
  metafile: true,
  logLevel: 'warning',
});
const text = installed.reduce(
  (whole, name) => whole.replaceAll(`import("${name}")`, `importModule("${name}")`),
  outputFiles[0].text,
);
mkdirSync(folder, { recursive: true });
// Regular expressions keep their letters, where esbuild escapes those of strings: it is read without being decoded.
writeFileSync(
  bundle,
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
);
await build({
  entryPoints: [join('src', 'cli', 'loadBundle.ts')],
  outdir: folder,
  format: 'esm',
  platform: 'node',
  target: 'node20',
});
writeFileSync(
  join(folder, 'figureWorker.js'),
  `import { loadBundle, tuneEngine } from './loadBundle.js';
tuneEngine();
export const { recoverForPool, decodeBlockInThread } = loadBundle(new URL('./main.cjs', import.meta.url));
`,
);
writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), noticesOf(Object.keys(metafile.inputs)));
await keepCompiled();

/** Keeps what V8 compiles while a png and a JPEG are recovered: what most runs need, and no more. */
async function keepCompiled() {
  const { keptCode, openBundle, tuneEngine } = await import(`./${folder}/loadBundle.js`);
  tuneEngine();
  const { exports, compiled } = openBundle(pathToFileURL(bundle));
  const target = mkdtempSync(join(tmpdir(), 'unhue-build-'));
  try {
    for (const sample of ['figure.png', 'jpeg.jpg'])
      if ((await exports.run(['recover', join('samples', sample), '-d', target, '--quiet'])) !== 0)
        throw new Error(`${sample} could not be recovered`);
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
  writeFileSync(keptCode(bundle), compiled());
}
