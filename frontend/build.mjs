// Builds the components into the Python package, or says whether the committed build is current.
//   node build.mjs           write the build
//   node build.mjs --check   exit 1 where the committed build is not what the sources give
//   node build.mjs --test    bundle the unit tests for node's test runner
import { build } from "esbuild";
import { readFile, readdir, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const COMPONENTS = ["reader", "names", "keys", "tree", "split", "picture", "map", "carry", "matrix", "decided", "waits", "numbers", "copy"];
const out = join(here, "..", "src", "themes", "ui", "components");
const task = process.argv[2] ?? "";

if (task === "--test") {
  const folder = join(here, "test");
  const tests = (await readdir(folder)).filter((name) => name.endsWith(".test.ts")).map((name) => join(folder, name));
  await rm(join(here, "test-build"), { recursive: true, force: true });
  await build({
    entryPoints: tests,
    outdir: join(here, "test-build"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    sourcemap: "inline",
  });
} else {
  const builds = COMPONENTS.map((name) =>
    build({
      entryPoints: { index: join(here, `src/${name}/index.ts`), style: join(here, `src/${name}/style.css`) },
      absWorkingDir: here, // paths in the output are the same on every machine
      outdir: join(out, name),
      bundle: true,
      minify: true,
      format: "esm",
      target: ["es2022", "chrome111", "firefox113", "safari16.4"],
      charset: "utf8",
      legalComments: "none",
      banner: { js: `// Built from frontend/src/${name} by \`npm run build\`; don't edit.\n`, css: `/* Built from frontend/src/${name} by \`npm run build\`; don't edit. */\n` },
      write: task !== "--check",
      metafile: false,
    }),
  );
  const outputFiles = (await Promise.all(builds)).flatMap((result) => result.outputFiles ?? []);
  for (const file of outputFiles) {
    const committed = await readFile(file.path, "utf8").catch(() => "");
    if (committed !== file.text) {
      console.error(`${relative(join(here, ".."), file.path)} is not what the sources give. Run npm run build and commit it.`);
      process.exitCode = 1;
    }
  }
}
