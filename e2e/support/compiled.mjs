import { existsSync, readFileSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import { constants, Script } from "node:vm";
import { isMainThread } from "node:worker_threads";

/**
 * Loaded into servers under test before anything of theirs: what V8 makes of Next and of our build, which is a third of a
 * start, is taken from the file in this module's address (`?file=`). Where that is not there yet it is written when the
 * process ends. Node 22 does the same by itself (NODE_COMPILE_CACHE), but not for who is killed, as most of these are.
 */
const file = new URL(import.meta.url).searchParams.get("file") ?? "";
const isKept = existsSync(file);
/** @type {Map<string, Buffer>} */
const kept = isKept ? readKept() : new Map();

/** @returns {Map<string, Buffer>} nothing when another Node wrote it in a way of its own */
function readKept() {
  try {
    return deserialize(readFileSync(file));
  } catch {
    return new Map();
  }
}

/** @type {Map<string, Script>} */
const made = new Map();

/** Node's own class, with what it says of itself to nobody. @type {any} */
const Loaded = Module;
const compile = Loaded.prototype._compile;
const [head = ""] = Loaded.wrapper ?? [];
/** A Node that has no such thing compiles as it always does, only slower. */
const canBeReplaced = typeof compile === "function" && typeof Loaded.wrap === "function" && head !== "";

/** V8 forgets of a kept script whose it is, which `import()` asks for. */
const IMPORTS = /\bimport\s*\(/;

/** @param {string} content @param {string} filename @returns {Script | null} null: Node shall do it itself */
function scriptOf(content, filename) {
  if (IMPORTS.test(content)) return null;
  const cachedData = kept.get(filename);
  const importModuleDynamically = /** @type {any} */ (constants).USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const options = { filename, columnOffset: -head.length, importModuleDynamically };
  try {
    return new Script(Loaded.wrap(content), { ...options, ...(cachedData === undefined ? {} : { cachedData }) });
  } catch {
    // It is no CommonJS, which Node finds out by trying, too.
    return null;
  }
}

/** @param {any} module @returns {any} what the module calls `require` */
function requireOf(module) {
  const require = (/** @type {string} */ id) => module.require(id);
  const resolve = (/** @type {string} */ id, /** @type {any} */ options) =>
    Loaded._resolveFilename(id, module, false, options);
  const paths = (/** @type {string} */ id) => Loaded._resolveLookupPaths(id, module);
  const { _extensions: extensions, _cache: cache } = Loaded;
  return Object.assign(require, {
    resolve: Object.assign(resolve, { paths }),
    extensions,
    cache,
    main: process.mainModule,
  });
}

/** @this {any} @param {string} content @param {string} filename @param {unknown[]} rest */
function compileFromKept(content, filename, ...rest) {
  // From 22 on Node says what a file is; a module is nothing for us.
  const script = rest[0] === "module" || rest[0] === true ? null : scriptOf(content, filename);
  if (script === null) return compile.call(this, content, filename, ...rest);
  if (!isKept) made.set(filename, script);
  return script.runInThisContext().call(this.exports, this.exports, requireOf(this), this, filename, dirname(filename));
}

if (isMainThread && file !== "" && canBeReplaced) {
  Loaded.prototype._compile = compileFromKept;
  // At its end: what was called until then is compiled as well.
  if (!isKept)
    process.once("exit", () => {
      writeFileSync(file, serialize(new Map([...made].map(([name, script]) => [name, script.createCachedData()]))));
    });
}
