//! Syntax and built-ins that list every property, or every character, in one step of the engine.

//# spread-of-a-long-text -> limit memory
({ ...'x'.repeat(6e6) });

//# spread-of-a-boxed-text -> limit memory
({ ...Object('x'.repeat(6e6)) });

//# spread-of-a-proxied-text -> limit memory
({ ...new Proxy(Object('x'.repeat(6e6)), {}) });

//# spread-of-bytes -> limit memory
({ ...new Uint8Array(9e5) });

//# spread-of-some-bytes -> limit memory
({ ...new Uint8Array(1e6) });

//# rest-of-a-long-text -> limit memory
const { a, ...rest } = 'x'.repeat(6e6);

//# rest-in-an-assignment -> limit memory
let rest; ({ ...rest } = 'x'.repeat(6e6));

//# rest-in-a-parameter -> limit memory
(({ ...rest }) => 0)('x'.repeat(6e6));

//# rest-in-a-nested-pattern -> limit memory
const { o: { ...rest } } = { o: 'x'.repeat(6e6) };

//# rest-in-a-loop-head -> limit memory
for (const { ...rest } of ['x'.repeat(6e6)]) ;

//# rest-in-a-catch -> limit memory
try { throw 'x'.repeat(6e6); } catch ({ ...rest }) { }

//# rest-of-bytes -> limit memory
const { ...rest } = new Uint8Array(9e5);

//# for-in-over-a-long-text -> limit memory
for (const k in 'x'.repeat(6e6)) break;

//# for-in-over-bytes -> limit memory
for (const k in new Uint8Array(9e5)) break;

//# for-in-over-an-inherited-text -> limit memory
for (const k in Object.create(Object('x'.repeat(6e6)))) break;

//# for-in-over-a-proxied-text -> limit memory
for (const k in new Proxy(Object('x'.repeat(6e6)), {})) break;

//# assign-of-a-long-text -> limit memory
Object.assign({}, 'x'.repeat(6e6));

//# assign-of-bytes -> limit memory
Object.assign({}, new Uint8Array(9e5));

//# keys-of-a-boxed-text -> limit memory
Object.keys(Object('x'.repeat(6e6)));

//# keys-of-bytes -> limit memory
Object.keys(new Uint8Array(9e5));

//# names-of-a-boxed-text -> limit memory
Object.getOwnPropertyNames(Object('x'.repeat(6e6)));

//# symbols-of-a-boxed-text -> limit memory
Object.getOwnPropertySymbols(Object('x'.repeat(6e6)));

//# entries-of-a-proxied-text -> limit memory
Object.entries(new Proxy(Object('x'.repeat(6e6)), {}));

//# own-keys-of-a-boxed-text -> limit memory
Reflect.ownKeys(Object('x'.repeat(6e6)));

//# own-keys-of-bytes -> limit memory
Reflect.ownKeys(new Uint8Array(9e5));

//# define-properties-of-a-long-text -> limit memory
Object.defineProperties({}, Object('x'.repeat(6e6)));

//# create-with-a-long-text -> limit memory
Object.create({}, Object('x'.repeat(6e6)));

//# freeze-of-a-boxed-text -> limit memory
Object.freeze(Object('x'.repeat(6e6)));

//# is-frozen-of-a-boxed-text -> limit memory
Object.isFrozen(Object.preventExtensions(Object('x'.repeat(6e6))));

//# stringify-of-bytes -> limit memory
JSON.stringify(new Uint8Array(9e5));

//# spread-into-an-array -> limit memory
[...'x'.repeat(6e6)];

//# spread-of-bytes-into-an-array -> limit memory
[...new Uint8Array(9e5)];

//# spread-into-a-call -> limit memory
String.fromCharCode(...new Uint8Array(9e5));

//# rest-of-an-array-pattern -> limit array length
const [...rest] = 'x'.repeat(6e6);

//# rest-of-an-array-pattern-over-bytes -> limit array length
const [...rest] = new Uint8Array(9e5);

//# spread-in-new -> limit memory
new Array(...'x'.repeat(6e6));

//# apply-of-an-array-like -> limit array length
(function () { }).apply(null, { length: 5e7 });

//# reflect-apply-of-an-array-like -> limit array length
Reflect.apply(function () { }, null, { length: 5e7 });

//# reflect-construct-of-an-array-like -> limit array length
Reflect.construct(Array, { length: 5e7 });

//# array-from-a-long-text -> limit memory
Array.from('x'.repeat(6e6));

//# array-from-an-array-like -> limit array length
Array.from({ length: 5e7 });

//# slice-of-an-array-like -> limit array length
Array.prototype.slice.call({ length: 5e7 });

//# slice-of-a-text -> limit array length
Array.prototype.slice.call('x'.repeat(6e6));

//# map-of-a-text -> limit array length
Array.prototype.map.call('x'.repeat(6e6), String);

//# filter-of-a-text -> limit array length
Array.prototype.filter.call('x'.repeat(6e6), String);

//# sort-of-an-array-like -> limit memory
Array.prototype.sort.call({ length: 5e7, 0: 1, 1: 2 });

//# to-sorted-of-an-array-like -> throws RangeError: Invalid array length
Array.prototype.toSorted.call({ length: 5e7 });

//# to-reversed-of-a-text -> limit memory
Array.prototype.toReversed.call('x'.repeat(6e6));

//# with-of-a-text -> limit memory
Array.prototype.with.call('x'.repeat(6e6), 0, 1);

//# to-spliced-of-a-text -> limit array length
Array.prototype.toSpliced.call('x'.repeat(6e6), 0, 1);

//# flat-of-a-text -> limit memory
Array.prototype.flat.call('x'.repeat(6e6));

//# flat-map-of-a-text -> limit memory
Array.prototype.flatMap.call('x'.repeat(6e6), String);

//# concat-of-spreadable-text -> limit memory
[].concat(Object.assign(Object('x'.repeat(6e6)), { [Symbol.isConcatSpreadable]: true }));

//# concat-of-spreadable-bytes -> harmless
const u = new Uint8Array(9e5); u[Symbol.isConcatSpreadable] = true; [].concat(u);

//# entries-spread -> limit array length
[...Object('x'.repeat(6e6)).split('').entries()];

//# raw-of-an-array-like -> limit memory
String.raw({ raw: { length: 5e7 } }, 1);

//# tagged-template-of-long-parts -> harmless
const big = 'x'.repeat(6e6); ((s, ...v) => v.length)`${big}${big}${big}${big}`;

//# class-fields-of-long-texts -> limit memory
const big = 'x'.repeat(7e6); const all = []; class A { a = big + 1 + all.length; b = this.a.toUpperCase(); c = this.a.toLowerCase(); d = [...Array(1000)].map(() => this.a + 1); }
for (; ;) all.push(new A());

//# class-computed-keys -> limit memory
const big = 'x'.repeat(7e6); let n = 0; for (; ;) { n++; class A { [big + n] = 1; static [big + n] = 2; } new A(); }

//# named-groups -> harmless
'x'.repeat(10).match(new RegExp(Array.from({ length: 3000 }, (_, i) => `(?<g${i}>x)?`).join('')));

//# many-named-groups-many-matches -> limit memory
const r = new RegExp(Array.from({ length: 800 }, (_, i) => `(?<g${i}>x)?`).join(''), 'g'); const all = [...'x'.repeat(6e6).matchAll(r)];

//# labelled-loops -> limit operations
a: for (; ;) { b: for (; ;) { c: for (; ;) { continue a; } } }

//# labelled-block-loop -> limit operations
a: { for (; ;) { try { break a; } finally { continue; } } }

//# key-longer-than-memory -> limit memory
const o = {}; const k = 'x'.repeat(7e6); for (let i = 0; ; i++) o[k + i] = i;

//# symbol-descriptions -> limit memory
const k = 'x'.repeat(7e6), all = []; for (let i = 0; ; i++) all.push(Symbol(k + i).toString());

//# error-messages -> limit memory
const k = 'x'.repeat(7e6), all = []; for (let i = 0; ; i++) all.push(new Error(k + i).stack);

//# date-parse-of-a-long-text -> limit memory
Date.parse('1'.repeat(7e6)); new Date('x'.repeat(7e6)); Number('1'.repeat(7e6)); parseFloat('1'.repeat(7e6)); parseInt('1'.repeat(7e6)); isNaN('x'.repeat(7e6));

//# group-by-of-a-text -> limit memory
Object.groupBy('x'.repeat(6e6), x => x);

//# from-entries-of-bytes -> limit memory
new Map(new Uint8Array(9e5).entries());

//# set-of-a-text -> limit memory
new Set('x'.repeat(6e6));

//# promise-all-of-a-text -> limit memory
await Promise.all('x'.repeat(6e6));

//# bytes-without-end -> throws RangeError: Invalid typed array length
new Uint8Array(4e7);

//# bytes-of-a-buffer-without-end -> throws RangeError: Invalid typed array length
new Uint8Array(new ArrayBuffer(2e7));

//# split-with-many-groups -> limit memory
'x'.repeat(9e4).split(new RegExp('(y)?'.repeat(800) + 'x'));

//# replace-with-many-groups -> limit regular expression time // allocates 480 MB, grows by 400 MB
'x'.repeat(9e4).replace(new RegExp(Array.from({ length: 800 }, (_, i) => `(?<g${i}>y)?`).join(''), 'g'), String);

//# rest-of-a-boxed-text-whose-key-is-taken -> limit memory
const text = Object('x'.repeat(6e6)); for (const key of Reflect.ownKeys(Object.prototype)) if (typeof key === 'symbol') try { Object.defineProperty(String.prototype, key, { value: 1 }); } catch (e) { } const { ...rest } = text;

//# spread-after-taking-its-guard -> limit memory
try { globalThis['$nflow_' + 'spread'] = x => x; delete globalThis['$nflow_' + 'spread']; Object.defineProperty(globalThis, '$nflow_' + 'spread', { value: x => x }); } catch (e) { } ({ ...'x'.repeat(6e6) });

//# spread-after-an-earlier-node-took-its-guard -> limit memory
Object.defineProperty(globalThis, '$nflow_' + 'spread', { value: x => x, writable: false, configurable: false }); Object.preventExtensions(globalThis);
//--- next node
({ ...'x'.repeat(6e6) });

//# spread-with-a-guard-of-its-own -> refused SyntaxError: names that start with $nflow_ are reserved
(function ($nflow_spread) { return { ...'x'.repeat(6e6) }; })(x => x);

//# spread-with-an-escaped-guard-of-its-own -> refused SyntaxError: names that start with $nflow_ are reserved
(function ($nflow\u005fspread) { return { ...'x'.repeat(6e6) }; })(x => x);

//# spread-inside-with -> refused SyntaxError: object spread, object rest and for-in are not supported inside 'with'
with ({ ['$nflow_' + 'spread']: x => x }) ({ ...'x'.repeat(6e6) });
