//# repeat-half-a-billion -> throws RangeError: Invalid string length
answer('ab'.repeat(250_000_000).length);

//# repeat-up-to-the-limit-again-and-again -> limit memory
const kept = [];
for (; ;) kept.push('x'.repeat(4_000_000 + kept.length));

//# concat-doubling -> throws RangeError: Invalid string length
let text = 'seed';
while (text) text = text.concat(text);

//# replace-each-by-much -> throws RangeError: Invalid string length
answer('.'.repeat(900_000).replaceAll('.', '-'.repeat(3_000)).length);

//# array-of-a-billion -> limit array length
answer(new Array(1_000_000_001).length);

//# array-of-the-greatest-length -> limit array length
answer(Array(4_294_967_295).length);

//# index-far-away-mapped -> limit array length
const far = [];
far[4_294_967_200] = 'x';
answer(far.map(x => x).length);

//# many-arguments -> limit array length
const numbers = new Array(900_000).fill(7);
answer(Math.max(...numbers, ...numbers, ...numbers, ...numbers, ...numbers, ...numbers));

//# from-a-length -> limit array length
Array.from({ length: 4_000_000_000 });

//# apply-of-a-length -> limit array length
Array.apply(undefined, { length: 2_000_000_000 });

//# push-one-by-one -> limit array length
const list = [];
while (list.push(list.length));

//# flat-doubling -> throws RangeError: Invalid array length
let list = ['x', 'y'];
while (true) list = [list, list].flat();

//# flat-map-doubling -> limit memory
let list = ['x', 'y'];
while (true) list = list.flatMap(item => [item, item]);

//# bound-arguments -> limit array length
const many = new Array(900_000).fill('x');
let bound = () => 0;
while (true) bound = bound.bind(null, ...many);

//# json-of-many-long-texts -> limit string length
const texts = new Array(900).fill('x'.repeat(90_000));
answer(JSON.stringify(texts).length);

//# json-of-a-shared-tree -> limit string length
let tree = { leaf: 'xxxxxxxxxxxx' };
for (let level = 0; level < 42; level++) tree = { left: tree, right: tree };
answer(JSON.stringify(tree).length);

//# json-indented-shared-tree -> limit string length
let tree = [0];
for (let level = 0; level < 26; level++) tree = [tree, tree];
answer(JSON.stringify(tree, null, '\t\t\t\t\t\t').length);

//# pad-to-a-gigabyte -> throws RangeError: Invalid string length
answer('x'.padEnd(1_000_000_000, 'yz').length);

//# buffer-of-two-gigabytes -> limit memory
new ArrayBuffer(2_000_000_000);

//# buffers-one-after-another -> limit memory
const buffers = [];
for (; ;) buffers.push(new ArrayBuffer(10_000_000));

//# buffer-that-grows -> throws TypeError: Property 'resize' of object is not a function
const buffer = new ArrayBuffer(16, { maxByteLength: 2_000_000_000 });
buffer.resize(1_500_000_000);

//# shared-buffer -> throws TypeError: SharedArrayBuffer is not a constructor
new SharedArrayBuffer(900_000_000);

//# shared-buffer-that-grows -> throws TypeError: SharedArrayBuffer is not a constructor
new SharedArrayBuffer(16, { maxByteLength: 2_000_000_000 }).grow(1_500_000_000);

//# floats -> limit memory
new Float64Array(200_000_000);

//# floats-mapped-and-sorted -> limit memory
const kept = [];
for (; ;) kept.push(new Float64Array(900_000).map((_, index) => index % 97).sort());

//# registered-symbols -> limit memory
for (let number = 0; ; number++) Symbol.for(`symbol ${number}`);

//# closures-that-keep-arrays -> limit memory
const closures = [];
for (; ;) { const kept = new Array(900).fill(closures); closures.push(() => kept); }

//# finalisers -> throws TypeError: FinalizationRegistry is not a constructor
const registry = new FinalizationRegistry(() => { for (; ;) ; });
for (let n = 0; n < 9_000; n++) registry.register({ n }, n);

//# raw-template-of-endless-length -> limit memory
String.raw({ raw: { length: Number.MAX_SAFE_INTEGER } });

//# text-from-codes -> limit array length
answer(String.fromCharCode.apply(null, Array(9_000_000).fill(120)).length);

//# all-matches-collected -> limit memory
answer([...'x'.repeat(4_000_000).matchAll(/x/g)].length);

//# normalised-to-more -> throws RangeError: The string is too long to be normalized
answer('\uFDFA'.repeat(3_500_000).normalize('NFKD').length);

//# properties-one-by-one -> limit memory
const table = {};
for (let n = 0; ; n++) table[`name ${n}`] = n;

//# copies-of-a-large-object -> limit memory
let table = {};
for (let n = 0; n < 90_000; n++) table[`name ${n}`] = n;
for (; ;) table = { ...table };

//# errors-kept -> limit memory
const problems = [];
for (; ;) problems.push(new RangeError('x'.repeat(900)));

//# union-of-sets -> limit memory
let all = new Set(Array.from({ length: 90_000 }, (_, n) => n));
for (; ;) all = all.union(new Set([all.size]));

//# map-that-grows -> limit memory
const map = new Map();
for (let n = 0; ; n++) map.set({}, n);

//# template-literal-doubling -> limit memory
let text = 'seed';
for (; ;) text = `${text}${text}`;

//# joined-doubling -> throws RangeError: Invalid string length
let text = 'seed';
for (; ;) text = [text, text].join('');

//# join-of-shared-strings -> throws RangeError: Invalid string length
const s = 'x'.repeat(1e6); Array(1e5).fill(s).join('');

//# join-of-growing-to-string -> throws RangeError: Invalid string length
const s = 'x'.repeat(1e6); Array(1e5).fill({ toString() { return s; } }).join('');

//# nested-join -> limit memory
const s = 'x'.repeat(1e6); let a = [s]; for (let i = 0; i < 20; i++) a = [a, a]; String(a);

//# template-doubling -> limit memory
let s = 'x'; for (;;) s = `${s}${s}`;

//# plus-doubling -> limit memory
let s = 'x'; for (;;) s += s;

//# plus-doubling-in-place -> limit memory
let s = 'x', t = 'y'; for (;;) { t = s + t; s = t + s; }

//# replace-dollar-growth -> throws RangeError: Invalid string length
let s = 'x'.repeat(1000); for (;;) s = s.replace(/x/g, '$&$&');

//# replace-callback-growth -> limit memory
let s = 'x'.repeat(1000); for (;;) s = s.replace(/x/g, m => m + m);

//# split-to-characters -> limit array length
'x'.repeat(4e6).split('');

//# keys-of-long-string -> throws RangeError: Invalid array length
Object.keys('x'.repeat(4e6)).length;

//# spread-long-string -> limit memory
[...'x'.repeat(4e6)];

//# uint8-1e9 -> limit memory
new Uint8Array(1e9).fill(1);

//# uint8-through-species -> limit memory
const a = new Uint8Array(8); a.constructor = Object.getPrototypeOf(Uint8Array); new (Object.getPrototypeOf(a).constructor)(1e9);

//# array-buffer-by-reflect -> limit memory
Reflect.construct(ArrayBuffer, [1e9], Uint8Array);

//# array-buffer-subclass -> limit memory
class B extends ArrayBuffer {} new B(1e9);

//# typed-array-from-length -> limit memory
Uint8Array.from({ length: 2 ** 27 });

//# typed-array-of-array-like -> limit memory
new Float64Array({ length: 2 ** 27 });

//# typed-array-loop -> limit memory
const k = []; for (;;) k.push(new Uint8Array(1e6));

//# object-with-many-getters -> limit memory
const o = {}; for (let i = 0; ; i++) Object.defineProperty(o, 'k' + i, { get() { return i; } });

//# map-growth -> limit memory
const m = new Map(); for (let i = 0; ; i++) m.set(i, [i]);

//# promise-growth -> limit memory
const k = []; for (;;) k.push(new Promise(() => {}));

//# regexp-growth -> limit memory
const k = []; for (let i = 0; ; i++) k.push(new RegExp('a{' + i + '}'));

//# response-too-large -> limit response size
const s = 'x'.repeat(1e6); answer(Array(40).fill(s));

//# payload-too-large -> harmless
return { a: Array(40).fill('x'.repeat(1e6)) };

//# memory-across-awaits -> limit memory
const k = []; for (;;) { k.push(Array(1000).fill(0)); await later(1); }
