import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { noticesOf } from './notices.config.js';

/**
 * The command line in a few files. Loaded module by module, culori and ml-kmeans with all they stand on are over four
 * hundred files, and start-up takes as long as recovering a small picture. The library stays as tsc writes it:
 * whoever builds an application bundles it themselves.
 */
const folder = join('dist', 'bin');
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

const { metafile } = await build({
  entryPoints: {
    main: join('src', 'cli', 'main.ts'),
    figureWorker: join('src', 'cli', 'figures', 'figureWorker.ts'),
  },
  outdir: folder,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Half of a start is reading code. Names stay: stacks are read by people.
  minifyWhitespace: true,
  minifySyntax: true,
  // Its entry holds all of it, of which the k-means needs one class: from its modules the rest is left out.
  alias: { 'ml-matrix': join(dirname(resolve('ml-matrix')), 'src', 'index.js') },
  // What holds binaries, data or a page's script is found at run time, where it was installed.
  external: ['sharp', 'h5wasm', 'plotly.js-gl3d-dist-min', 'tinypool', 'bullmq', '@embedpdf/pdfium'],
  // Packages in CommonJS reach for Node's own modules by require.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
  },
  plugins: [inflatedInNode],
  metafile: true,
  logLevel: 'warning',
});

writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), noticesOf(Object.keys(metafile.inputs)));
