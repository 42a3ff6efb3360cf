//! What `require` gives: names that lead elsewhere, values and texts that its modules were not made for, and what a run leaves in them.

//# require-fs -> throws Error: module 'fs' is not allowed in sandbox
require('fs').readFileSync('/etc/passwd');

//# require-node-fs -> throws Error: module 'node:fs' is not allowed in sandbox
require('node:fs');

//# require-node-twice -> throws Error: module 'node:node:fs' is not allowed in sandbox
require('node:node:fs');

//# require-child-process -> throws Error: module 'child_process' is not allowed in sandbox
require('child_process').execSync('id');

//# require-every-module-of-node -> harmless
for (const name of ['fs', 'fs/promises', 'child_process', 'vm', 'os', 'net', 'tls', 'dgram', 'dns', 'http', 'https', 'http2', 'worker_threads', 'cluster', 'process', 'module', 'v8', 'repl', 'inspector', 'wasi', 'perf_hooks', 'async_hooks', 'stream', 'buffer', 'events', 'assert', 'zlib'])
  for (const prefix of ['', 'node:']) try { require(prefix + name); caught(prefix + name); } catch (e) { if (!String(e).endsWith('is not allowed in sandbox')) caught(String(e)); }

//# require-a-file -> harmless
for (const name of ['../x', './util', '/etc/passwd', 'file:///etc/passwd', 'util/../fs', 'util.js', 'UTIL', ' util', 'util\0', 'util/', 'node:', 'data:text/javascript,1', 'https://example.org/x.js', 'C:\\x', '\\\\server\\share'])
  try { require(name); caught(name); } catch (e) { if (!String(e).endsWith('is not allowed in sandbox')) caught(String(e)); }

//# require-names-of-every-object -> harmless
for (const name of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf', '__defineGetter__', '__lookupGetter__', 'node:__proto__', 'node:constructor'])
  try { require(name); caught(name); } catch (e) { if (!String(e).endsWith('is not allowed in sandbox')) caught(String(e)); }

//# require-no-text -> harmless
for (const name of [undefined, null, 1, {}, [], ['fs'], Symbol('fs'), () => 'fs', { toString: () => 'fs' }, new String('fs'), new Proxy({}, { get: () => () => 'fs' })])
  try { require(name); caught(String(typeof name)); } catch (e) { if (!(e instanceof TypeError)) caught(String(e)); }

//# require-a-huge-name -> throws Error: module 'xxx
require('x'.repeat(1_000_000));

//# require-with-own-property-test-patched -> harmless
Object.hasOwn = () => true; String.prototype.startsWith = () => false;
for (const name of ['fs', 'http', 'https', 'child_process', '__proto__', 'constructor'])
  try { const m = require(name); if (m && (m.readFileSync || m.get || m.execSync)) caught(name); } catch (e) { }

//# factories-stolen-by-own-property-test -> throws Error: fs.readFileSync: this host does not let scripts use files (enable_filesystem).
let stolen; Object.hasOwn = (o, n) => { if (n === 'fs') stolen = o; return false; };
try { require('fs'); } catch (e) { }
stolen.fs().readFileSync('/etc/passwd');

//# modules-stolen-by-a-setter-on-the-prototype -> harmless
let stolen = null; Object.defineProperty(Object.prototype, 'util', { set(v) { stolen = this; }, get() { return undefined; } });
try { require('util'); } catch (e) { }
if (stolen && Object.keys(stolen).some(k => k.startsWith('$'))) caught('host');

//# private-functions-stolen-by-patched-built-ins -> harmless
let stolen = '';
const apply = Reflect.apply;
for (const holder of [Object, Object.prototype, Array.prototype, String.prototype, Function.prototype, RegExp.prototype, Reflect])
  for (const name of Object.getOwnPropertyNames(holder)) {
    const original = holder[name === '__proto__' || name === 'caller' || name === 'callee' || name === 'arguments' ? '' : name];
    if (typeof original !== 'function' || name === 'constructor') continue;
    try { holder[name] = function (...values) { for (const value of [this, ...values]) if (value && typeof value === 'object' && '$capabilities' in value) stolen = name; return apply(original, this, values); }; } catch (e) { }
  }
try { const u = require('util'); u.inspect({ a: [1] }); require('crypto').createHash('md5').update('a').digest('hex'); require('url').parse('http://a/'); require('querystring').parse('a=1'); } catch (e) { }
if (stolen) caught(stolen);

//# every-module-poisoned -> harmless
for (const name of ['util', 'console', 'crypto', 'querystring', 'url', 'path']) {
  const module = require(name);
  for (const key of Object.keys(module)) try { module[key] = () => 'poison'; } catch (e) { }
  try { module.leaked = 1; Object.setPrototypeOf(module, { leaked: 1 }); Object.freeze(module); } catch (e) { }
}

//# classes-of-url-poisoned -> harmless
const { URL, URLSearchParams } = require('url'); URL.leaked = URL.prototype.leaked = URLSearchParams.prototype.leaked = 1; URL.prototype.toString = URLSearchParams.prototype.get = () => 'poison';

//# require-replaced -> harmless
require.leaked = 1; globalThis.require = () => ({ leaked: 1 }); crypto.leaked = 1; crypto.randomUUID = () => 'poison';

//# module-kept-across-nodes-is-of-the-same-run -> harmless "mine"
require('util').mine = 'mine';
//--- next node
answer(require('util').mine);

//# inspect-cyclic -> harmless true
const a = { b: [] }; a.b.push(a, new Map([[a, a]]), new Set([a])); answer(require('util').inspect(a, { depth: Infinity }).includes('[Circular]'));

//# inspect-deep -> limit stack depth
let o = {}; for (let i = 0; i < 50_000; i++) o = { o };
require('util').inspect(o, { depth: Infinity });

//# inspect-deep-with-a-depth-that-is-no-number -> limit stack depth
let o = []; for (let i = 0; i < 50_000; i++) o = [o];
require('util').inspect(o, { depth: NaN });

//# inspect-wide-tree -> limit memory | limit operations
let o = {}; for (let i = 0; i < 12; i++) { const level = {}; for (let k = 0; k < 100; k++) level['k' + k] = o; o = level; }
require('util').inspect(o, { depth: Infinity });

//# inspect-sparse -> harmless true
answer(require('util').inspect(new Array(1_000_000)).includes('more items'));

//# inspect-object-with-a-huge-length -> harmless "{ length: 9007199254740991 }"
answer(require('util').inspect({ length: 2 ** 53 - 1 }));

//# inspect-typed-array-whose-constructor-is-a-trap -> throws Error: mine
const t = new Uint8Array(3); Object.defineProperty(t, 'constructor', { get() { throw new Error('mine'); } });
require('util').inspect(t);

//# inspect-endless-getter -> limit operations
require('util').inspect({ get a() { for (; ;) ; } });

//# inspect-endless-proxy -> limit operations
require('util').inspect(new Proxy({}, { ownKeys() { for (; ;) ; } }));

//# inspect-proxy-that-lies-about-its-keys -> limit memory | limit operations
require('util').inspect(new Proxy({}, { ownKeys: () => Array.from({ length: 300_000 }, (_, i) => 'k' + i), getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: () => 1 }));

//# inspect-proxy-of-endless-depth -> limit stack depth
const endless = () => new Proxy({}, { ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: (t, k) => k === 'a' ? endless() : undefined });
require('util').inspect(endless(), { depth: Infinity });

//# inspect-proxy-whose-prototype-is-endless -> limit operations
let p = new Proxy({}, { getPrototypeOf: () => p }); require('util').inspect(p);

//# inspect-revoked -> throws TypeError
const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); require('util').inspect({ proxy });

//# inspect-error-with-endless-stack -> limit operations
const e = new Error('x'); Object.defineProperty(e, 'stack', { get() { for (; ;) ; } }); require('util').inspect(e);

//# inspect-names-no-host-path -> harmless
const text = require('util').inspect([new Error('x'), answer, console, require, crypto, globalThis], { depth: 5 });
if (/\.cs\b|NFlow|Jint|System\./.test(text) || text.includes('$crypto')) caught(text.slice(0, 200));

//# inspect-many-texts -> limit memory | limit operations
const long = 'x'.repeat(1_000_000); require('util').inspect(Array.from({ length: 100 }, () => [long, long, long]));

//# inspect-text-of-quotes -> limit memory
require('util').inspect(["'\n\\".repeat(2_000_000)]);

//# inspect-huge-map -> limit memory | limit operations
const m = new Map(); for (let i = 0; i < 300_000; i++) m.set('k' + i, i); for (; ;) require('util').inspect(m);

//# inspect-global -> harmless
require('util').inspect(globalThis, { depth: 10 });

//# format-many-directives -> limit memory | limit operations
require('util').format('%s'.repeat(3_000_000), ...Array(50_000).fill('x'));

//# format-directives-without-values -> limit memory | limit operations | harmless
require('util').format('%j'.repeat(3_000_000));

//# format-json-deep -> harmless "[Circular]"
let o = {}; for (let i = 0; i < 20_000; i++) o = { o };
answer(require('util').format('%j', o));

//# format-json-endless -> limit operations
require('util').format('%j', { toJSON() { for (; ;) ; } });

//# format-limit-not-swallowed-by-json -> limit operations
for (; ;) require('util').format('%j', { toJSON() { for (; ;) ; } });

//# format-bytes-of-text -> limit memory
let t = 'x'; const { format } = require('util'); for (; ;) t = format('%s%s', t, t);

//# format-object-to-text -> limit operations
require('util').format('%d %i %f', 1, { valueOf() { for (; ;) ; } }, { toString() { for (; ;) ; } });

//# equal-cyclic -> harmless true
const a = {}, b = {}; a.self = a; b.self = b; answer(require('util').isDeepStrictEqual(a, b));

//# equal-cyclic-of-different-length -> harmless false
const a = { x: 1 }, b = { x: 1 }; a.next = { next: a, x: 2 }; b.next = { next: { next: b, x: 3 }, x: 2 };
answer(require('util').isDeepStrictEqual(a, b));

//# equal-deep -> limit stack depth
const deep = () => { let o = {}; for (let i = 0; i < 50_000; i++) o = { o }; return o; }; require('util').isDeepStrictEqual(deep(), deep());

//# equal-shared-tree -> limit memory | limit operations
const tree = () => { let o = []; for (let i = 0; i < 40; i++) o = [o, o]; return o; }; require('util').isDeepStrictEqual(tree(), tree());

//# equal-endless-proxies -> limit stack depth
const endless = () => new Proxy({}, { ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: () => endless() });
require('util').isDeepStrictEqual(endless(), endless());

//# equal-endless-map -> limit memory
class Endless extends Map { get size() { return 0; } *[Symbol.iterator]() { for (; ;) yield [1, 1]; } has() { return true; } get() { return 1; } }
require('util').isDeepStrictEqual(new Endless(), new Endless());

//# inherits-in-a-circle -> throws TypeError
const { inherits } = require('util'); function A() { } function B() { } inherits(A, B); inherits(B, A);

//# inherits-from-built-ins -> harmless
const { inherits } = require('util'); function A() { } A.prototype.leaked = 1; try { inherits(Object, A); } catch (e) { } try { inherits(Array, A); } catch (e) { }

//# promisify-endless -> limit memory
const f = require('util').promisify(done => done(null, 1)); async function main() { for (; ;) await f(); }

//# promisify-never-answers -> throws Script 'node 0' awaits something that can never happen.
async function main() { await require('util').promisify(() => { })(); }

//# callbackify-throws-in-its-callback -> harmless
require('util').callbackify(async () => 1)(() => { throw new Error('x'); });

//# console-module-floods -> limit operations | limit memory
const log = require('console').log; for (; ;) log('x'.repeat(1000));

//# console-module-cyclic -> harmless
const a = {}; a.a = a; require('console').log(a, new Proxy({}, {}), Symbol('x'));

//# random-bytes-huge -> throws TypeError: randomBytes: argument 'size' must be a whole number from 0 to 65536, not 1000000000.
require('crypto').randomBytes(1e9);

//# random-bytes-sizes-that-are-none -> harmless
for (const size of [-1, 1.5, NaN, Infinity, -Infinity, 2 ** 53, 'x', null, undefined, {}, [16], { valueOf: () => 16 }])
  try { require('crypto').randomBytes(size); caught(String(size)); } catch (e) { if (!(e instanceof RangeError || e instanceof TypeError)) caught(String(e)); }

//# random-bytes-for-ever -> limit memory | limit operations
const kept = []; for (; ;) kept.push(require('crypto').randomBytes(65_536));

//# random-values-huge -> throws TypeError: getRandomValues: argument 'size' must be a whole number from 0 to 65536
crypto.getRandomValues(new Uint8Array(1_000_000));

//# random-values-of-a-false-view -> throws TypeError
crypto.getRandomValues(Object.create(Uint8Array.prototype, { byteLength: { value: 65_536 }, buffer: { value: new ArrayBuffer(1) }, byteOffset: { value: 0 } }));

//# random-int-ranges -> harmless
for (const [min, max] of [[0, 0], [1, 0], [NaN, 1], [0, Infinity], [0, 2 ** 53], [-(2 ** 53), 0], [0.5, 2], ['0', '5'], [0, {}], [undefined, undefined]])
  try { require('crypto').randomInt(min, max); caught(`${min} ${max}`); } catch (e) { if (!(e instanceof RangeError || e instanceof TypeError)) caught(String(e)); }
const n = require('crypto').randomInt(-(2 ** 53 - 1), 2 ** 53 - 1); if (!Number.isSafeInteger(n)) caught(String(n));

//# key-derivation-does-not-exist -> harmless ["undefined","undefined","undefined","undefined","undefined"]
const c = require('crypto'); answer([typeof c.pbkdf2Sync, typeof c.scryptSync, typeof c.createCipheriv, typeof c.generateKeyPairSync, typeof c.subtle]);

//# hash-names -> harmless
for (const name of ['__proto__', 'constructor', 'x'.repeat(100_000), 'sha256\0', 'SHA-3', '../sha1', ''])
  try { require('crypto').createHash(name); caught(name.slice(0, 50)); } catch (e) { if (!String(e).includes('is not supported')) caught(String(e).slice(0, 100)); }

//# hash-of-a-huge-text-for-ever -> limit memory
const t = 'x'.repeat(3_000_000); for (; ;) require('crypto').createHash('sha512').update(t).digest('hex');

//# hash-text-grows -> limit memory | throws RangeError
const h = require('crypto').createHash('md5'); const t = 'x'.repeat(3_000_000); for (; ;) h.update(t);

//# hash-bytes-grow -> limit array length
const h = require('crypto').createHash('md5'); const t = new Uint8Array(100_000); for (; ;) h.update(t);

//# hash-of-a-sparse-array -> limit array length
const a = []; a.length = 1_000_000; require('crypto').createHash('md5').update(a).digest();

//# hash-of-an-array-of-traps -> limit operations
require('crypto').createHash('md5').update([{ valueOf() { for (; ;) ; } }]).digest();

//# hash-encodings -> harmless
for (const encoding of ['__proto__', 'constructor', {}, [], 5, Symbol('hex'), 'x'.repeat(100_000), { toString() { return 'hex'; } }, () => 'hex'])
  for (const use of [e => require('crypto').createHash('md5').update('a', e), e => require('crypto').createHash('md5').update('a').digest(e)])
    try { use(encoding); caught(typeof encoding); } catch (e) { if (!(e instanceof TypeError || e instanceof Error) || /NFlow|System\./.test(String(e))) caught(String(e).slice(0, 100)); }

//# hmac-huge-key -> limit memory
const t = 'x'.repeat(5_000_000); for (; ;) require('crypto').createHmac('sha256', t).update(t).digest();

//# timing-safe-equal-huge -> limit memory | limit operations
const b = new Uint8Array(1_000_000); for (; ;) require('crypto').timingSafeEqual(b, b);

//# base64-endless -> limit memory
const t = 'QUJD'.repeat(1_000_000); for (; ;) require('crypto').createHash('md5').update(t, 'base64');

//# query-proto -> harmless [["__proto__","constructor","prototype"],"x",true]
const q = require('querystring').parse('__proto__=x&constructor=y&prototype=z'); answer([Object.keys(q), q['__proto__'], Object.getPrototypeOf(q) === Object.prototype]);

//# query-proto-nested -> harmless
const { parse } = require('querystring'); for (const t of ['__proto__[polluted]=1', '__proto__.polluted=1', 'constructor[prototype][polluted]=1', '__proto__=1&__proto__=2&__proto__=3', '%5F_proto__=1', 'a[__proto__][polluted]=1'])
  { parse(t); if ({}.polluted !== undefined || [].polluted !== undefined) caught(t); }

//# query-array-method-as-name -> harmless ["push","length"]
const q = require('querystring').parse('push=1&push=2&push=3&length=5&length=6'); answer(Object.keys(q));

//# query-many-pairs -> limit memory | limit operations
require('querystring').parse('a=1&'.repeat(1_900_000), '&', '=', { maxKeys: 0 });

//# query-many-pairs-of-which-a-thousand-count -> limit memory | limit operations | harmless
require('querystring').parse('a=1&'.repeat(1_900_000));

//# query-separators-only -> limit memory | limit operations | harmless
require('querystring').parse('&'.repeat(7_900_000));

//# query-separator-is-a-slow-pattern -> limit regular expression time | limit operations | throws TypeError
require('querystring').parse('a'.repeat(50_000) + '!', /(a+)+$/);

//# query-separator-is-a-trap -> limit operations
require('querystring').parse('a=1', { [Symbol.split]() { for (; ;) ; } });

//# query-equals-without-end -> harmless
require('querystring').parse('a=1&b', '&', { toString: () => '', length: NaN });

//# query-escapes -> harmless
const { unescape, escape, parse } = require('querystring');
for (const t of ['%', '%%', '%E0%A4%A', '%C0%80', '%00', '%'.repeat(100_000), '%zz'.repeat(1000), '\uD800', '%ED%A0%80']) { unescape(t); parse('a=' + t); }
try { escape('\uD800'); caught('half a character'); } catch (e) { if (!(e instanceof URIError)) caught(String(e)); }

//# query-pluses -> limit memory | limit operations | harmless
require('querystring').parse('+'.repeat(5_000_000));

//# query-escape-grows -> limit memory
const { escape } = require('querystring'); let t = "'".repeat(100_000); for (; ;) t = escape(t);

//# query-stringify-cyclic -> harmless "a=&b="
const a = { a: {}, b: [[]] }; a.a = a; answer(require('querystring').stringify(a));

//# query-stringify-huge-array -> limit memory | limit operations
require('querystring').stringify({ a: new Array(1_000_000) });

//# query-stringify-traps -> limit operations
require('querystring').stringify(new Proxy({ a: 1 }, { get() { for (; ;) ; } }));

//# search-params-many -> limit memory
new URLSearchParams('a&'.repeat(3_900_000));

//# search-params-one-huge -> limit memory
for (; ;) new URLSearchParams('a=' + '%41'.repeat(1_000_000));

//# search-params-endless -> limit operations | limit memory
new URLSearchParams((function* () { for (; ;) yield ['a', 'b']; })());

//# search-params-proto -> harmless [null,"x"]
const p = new URLSearchParams('__proto__=x'); answer([p.get('polluted'), p.get('__proto__')]);

//# url-parse-huge-authority -> limit memory | limit operations | harmless
require('url').parse('http://' + ':'.repeat(5_000_000));

//# url-parse-digits -> limit memory | limit operations | harmless
require('url').parse('http://a' + ':1'.repeat(2_000_000) + 'x');

//# url-parse-at-signs -> limit memory | limit operations | harmless
require('url').parse('http://' + '@'.repeat(2_000_000));

//# url-parse-escapes -> throws URIError
require('url').parse('http://%@a/');

//# url-parse-query-proto -> harmless true
const q = require('url').parse('http://a/?__proto__=x', true).query; answer(Object.getPrototypeOf(q) === Object.prototype && {}.polluted === undefined);

//# url-huge-host -> throws TypeError: Invalid URL
new (require('url').URL)('http://' + 'a'.repeat(5_000_000));

//# url-huge-by-escapes -> throws TypeError: Invalid URL
new URL('http://a/?' + '\u00e9'.repeat(7_000_000));

//# url-huge-base -> throws TypeError: Invalid URL
new URL('x', 'http://a/?' + '\u00e9'.repeat(7_000_000));

//# url-many-labels -> throws TypeError: Invalid URL
new URL('http://' + 'a.'.repeat(2_000_000));

//# url-dots -> harmless
const t = 'http://a/' + 'a/../'.repeat(13_000); for (let i = 0; i < 100; i++) new URL(t);

//# url-dots-up -> harmless
const t = 'http://a/' + '../'.repeat(21_000); for (let i = 0; i < 100; i++) new URL(t);

//# url-as-long-as-it-may-be -> limit memory
const t = 'http://a/?' + '\u00e9'.repeat(65_000); for (; ;) new URL(t).href;

//# url-escapes-in-the-path -> harmless
const t = 'http://a/' + '%2e%2e/'.repeat(9_000); for (let i = 0; i < 100; i++) new URL(t);

//# url-international-host -> harmless
for (const t of ['http://' + '\u00e9'.repeat(1000), 'http://' + '\u0430.'.repeat(100), 'http://xn--' + 'a'.repeat(60), 'http://\u202e/', 'http://a\u0000b/', 'http://[::1%25eth0]/', 'http://[' + ':'.repeat(1000) + ']/', 'http://' + '1.'.repeat(1000), 'http://99999999999999999999/', 'http://a:99999999999/', 'http://a:-1/', 'http:///', 'http:', '//', '\\\\a\\b'])
  try { const u = new URL(t); [u.href, u.host, u.origin, u.searchParams]; } catch (e) { if (!(e instanceof TypeError)) caught(t.slice(0, 30) + String(e)); }

//# url-file-is-only-text -> harmless "file:"
answer(new URL('file:///etc/passwd').protocol);

//# url-resolve-huge -> throws TypeError: Invalid URL
require('url').resolve('http://a/' + 'b/'.repeat(1_000_000), '../'.repeat(1_000_000));

//# url-setters-in-a-loop -> limit memory | limit operations
const u = new URL('http://a/'); for (; ;) u.pathname = u.pathname + '/x'.repeat(10_000);

//# url-search-params-that-write-back -> limit memory | limit operations
const u = new URL('http://a/?a=1'); for (; ;) u.searchParams.append('a', 'x'.repeat(10_000));

//# url-format-traps -> limit operations
require('url').format({ protocol: { toString() { for (; ;) ; } } });

//# url-format-no-texts -> harmless
for (const part of ['protocol', 'host', 'hostname', 'auth', 'pathname', 'search', 'query', 'hash', 'port', 'slashes'])
  for (const value of [1, {}, [], true, Symbol('x'), () => 1, new Proxy({}, {})])
    try { require('url').format({ hostname: 'a', [part]: value }); } catch (e) { if (!(e instanceof TypeError)) caught(part + String(e)); }

//# path-many-slashes -> harmless
const { basename, dirname, extname, parse } = require('path'); const t = '/'.repeat(300_000) + 'x';
for (const f of [basename, dirname, extname, parse]) f(t);

//# path-many-dots -> harmless
const { extname } = require('path'); extname('.'.repeat(300_000) + 'x'); extname('x' + '.'.repeat(300_000)); extname('.'.repeat(300_000));

//# path-normalize-many-parts -> limit array length | limit memory
require('path').normalize('a/'.repeat(3_900_000));

//# path-up-for-ever -> harmless true
const { normalize, resolve, join } = require('path'); const up = '../'.repeat(10_000);
answer(normalize('/' + up) === '/' && resolve('/a', up) === '/' && join('/', up, 'etc') === '/etc');

//# path-join-grows -> limit memory | limit operations
let t = 'a'; const { join } = require('path'); for (; ;) t = join(t, t);

//# path-resolve-knows-no-folder-of-the-host -> harmless "/"
answer(require('path').resolve(''));

//# path-relative-huge -> limit array length
require('path').relative('/a'.repeat(1_000_000), '/b'.repeat(1_000_000));

//# path-no-texts -> harmless
const path = require('path');
for (const f of ['normalize', 'join', 'resolve', 'basename', 'dirname', 'extname', 'relative', 'parse', 'isAbsolute'])
  for (const value of [1, {}, null, undefined, [], Symbol('x'), { toString: () => '/etc' }, new String('/etc'), () => 1])
    try { path[f](value, value); if (!(f === 'join' && value === undefined)) caught(f + typeof value); } catch (e) { if (!(e instanceof TypeError)) caught(f + String(e)); }

//# path-format-traps -> limit operations
require('path').format({ get base() { for (; ;) ; } });

//# path-with-a-null-character -> harmless "/a\u0000b"
answer(require('path').normalize('/a\0b'));
