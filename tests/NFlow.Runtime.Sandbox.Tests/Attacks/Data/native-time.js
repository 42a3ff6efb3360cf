//# sort -> stopped
var a=Array.from({length:900000},(_, i)=>(i*7919)%1000003); a.sort(); 1

//# sort-10m -> stopped
var a=new Array(10000000).fill(0).map((_, i)=>(i*7919)%10000019); a.sort(); 1

//# sort-cmp -> stopped
var a=Array.from({length:900000},(_, i)=>(i*7919)%1000003); a.sort((x,y)=>x-y); 1

//# sort-bad-cmp -> stopped
var a=Array.from({length:900000},(_, i)=>i); a.sort(()=>Math.random()-0.5); 1

//# indexof-str-small -> stopped
var s='a'.repeat(2**21), t='a'.repeat(2**20)+'b'; s.indexOf(t)

//# lastindexof-str -> stopped
var s='a'.repeat(2**21), t='b'+'a'.repeat(2**20); s.lastIndexOf(t)

//# includes-str -> stopped
var s='a'.repeat(2**21), t='a'.repeat(2**20)+'b'; s.includes(t)

//# replaceall-str -> stopped
var s='a'.repeat(2**21), t='a'.repeat(2**20)+'b'; s.replaceAll(t,'').length

//# indexof-arr-loop -> stopped
var a=Array(1e6).fill(1); for(let i=0;i<1e6;i++) a.indexOf(2);

//# arr-shift-loop -> stopped
var a=Array(1e6).fill(1); for(let i=0;i<1e6;i++) { a.unshift(2); }

//# localecompare -> stopped
var s='é'.repeat(2**20), t='é'.repeat(2**20); for(let i=0;i<1000;i++) s.localeCompare(t);

//# date-loop -> stopped
for(;;) new Date().toLocaleString('en-US');

//# intl -> stopped
for(;;) new Intl.DateTimeFormat('fr-FR',{timeZone:'Europe/Paris'}).format(new Date());

//# temporal -> stopped
Temporal.PlainDate.from('2020-01-01').until('9999-01-01',{largestUnit:'days'}).toString()

//# temporal-duration -> stopped
Temporal.Duration.from({days:1e8}).total({unit:'months',relativeTo:'2020-01-01'})

//# temporal-tz -> stopped
Temporal.ZonedDateTime.from('2020-01-01T00:00[Europe/Paris]').until('9999-01-01T00:00[Europe/Paris]',{largestUnit:'hours', smallestUnit:'hours'}).toString()

//# decodeuri -> stopped
decodeURIComponent('%E2%82%AC'.repeat(2**20)).length

//# parsefloat -> stopped
parseFloat('1'.repeat(10000000))

//# math-sumprecise -> stopped
Math.sumPrecise(Array(1e6).fill(0.1))

//# normalize-long -> stopped
('a'+'\u0301\u0316'.repeat(2**21)).normalize('NFC').length

//# array-includes-nan -> stopped
var a=Array(1e6).fill('x'.repeat(100)); for(let i=0;i<1e6;i++) a.includes('y'.repeat(100));

//# search-anchored-quadratic -> stopped
const n = 1e6; ('a'.repeat(2 * n) + 'c'.repeat(2 * n)).indexOf('a'.repeat(n) + 'c'.repeat(n / 2) + 'x' + 'c'.repeat(n / 2));

//# includes-of-long-strings -> stopped
const x = 'a'.repeat(4e6); Array(1e6).fill(x).includes('a'.repeat(4e6 - 1) + 'b');

//# index-of-long-strings -> stopped
const x = 'a'.repeat(4e6); Array(1e6).fill(x).indexOf('a'.repeat(4e6 - 1) + 'b');

//# sort-long-strings -> stopped
const x = 'a'.repeat(4e6); const y = 'a'.repeat(4e6 - 1) + 'b'; Array(1e6).fill(0).map((_, i) => i % 2 ? x : y).sort();

//# set-of-long-strings -> stopped
const x = 'a'.repeat(4e6); for (let i = 0; ; i++) new Set([x + i]);

//# locale-compare-sort -> stopped
const x = 'é'.repeat(1e5); Array(1e5).fill(x).sort((a, b) => a.localeCompare(b + 'x'));

//# json-parse-large -> stopped
const s = '[' + '1,'.repeat(2e6) + '1]'; for (;;) JSON.parse(s);

//# date-parse-long -> stopped
for (;;) Date.parse('1'.repeat(1e6));

//# number-parse-long -> stopped
for (;;) Number('1'.repeat(1e6) + 'e-1000000');

//# to-fixed -> stopped
for (;;) (1.1e300).toFixed(100) + (5e-324).toPrecision(100) + (1e300).toString(2);

//# escape-sequences -> stopped
for (;;) unescape(escape('é'.repeat(1e6)));

//# case-conversion -> stopped
for (;;) 'İß'.repeat(1e6).toLowerCase().toUpperCase();

//# string-raw-array-like -> stopped
String.raw({ raw: { length: 2 ** 31 } }, 1);

//# from-code-point-apply -> stopped
String.fromCodePoint.apply(null, { length: 2 ** 31 });

//# set-algebra-native-iterator -> stopped
const r = { done: false, value: 1 }; new Set([1]).union({ size: 1, has() { return true; }, keys() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# promise-all-native-iterator -> stopped
const r = { done: false, value: 1 }; Promise.all({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# promise-race-native-iterator -> stopped
const r = { done: false, value: 1 }; Promise.race({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# from-entries-native-iterator -> stopped
const r = { done: false, value: [1, 2] }; Object.fromEntries({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# map-native-iterator -> stopped
const r = { done: false, value: [1, 2] }; new Map({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# weak-map-native-iterator -> stopped
const r = { done: false, value: [{}, 2] }; new WeakMap({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# group-by-native-iterator -> stopped
const r = { done: false, value: 1 }; Object.groupBy({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } }, Boolean);

//# array-from-native-iterator -> stopped
const r = { done: false, value: 1 }; Array.from({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# yield-star-native-iterator -> stopped
const r = { done: false, value: 1 }; [...(function* () { yield* { [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } }; })()];

//# destructuring-holes-native-iterator -> stopped
const r = { done: false, value: 1 }; const [, , , ...x] = { [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } };

//# aggregate-error-native-iterator -> stopped
const r = { done: false, value: 1 }; new AggregateError({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# typed-array-native-iterator -> stopped
const r = { done: false, value: 1 }; new Uint8Array({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# regexp-match-all-native -> stopped
const it = 'abc'.matchAll(/(?:)/g); const r = /(?:)/g; r.exec = () => ({ 0: '', index: 0, length: 1 }); [...r[Symbol.matchAll]('abc')];

//# regexp-split-sticky -> stopped
const r = /a/; Object.defineProperty(r, 'constructor', { value: { [Symbol.species]: function () { return { exec() { return { length: 1e9 }; }, lastIndex: 1 }; } } }); 'a'.repeat(1000).split(r);

//# regexp-replace-many-groups -> stopped
const r = /a/g; r.exec = (n => () => n-- ? { length: 1e7, index: 0, 0: '' } : null)(3); 'abc'.replace(r, 'x');

//# array-like-includes -> stopped
Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1);

//# array-like-fill -> stopped
Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 1);

//# array-like-reduce -> stopped
Array.prototype.reduce.call({ length: 2 ** 53 - 1 }, () => 1);

//# array-like-last-index-of -> stopped
Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 1);

//# array-like-concat-spreadable -> stopped
[].concat({ length: 2 ** 40, [Symbol.isConcatSpreadable]: true });

//# sparse-concat -> stopped
const a = []; a.length = 4294967290; [].concat(a, a);

//# object-assign-large-proxy -> stopped
Object.assign({}, new Proxy({}, { ownKeys() { return Array.from({ length: 1e5 }, (_, i) => 'k' + i); }, getOwnPropertyDescriptor() { return { value: 1, enumerable: true, configurable: true }; } }));

//# label-of-native-sort -> stopped
const a = []; a.length = 1e6; a.sort();

//# copy-within-large -> stopped
const a = Array(1e6).fill(1); for (;;) a.copyWithin(1, 0);

//# flat-infinity-shared -> stopped
let a = [1]; for (let i = 0; i < 30; i++) a = [a, a]; a.flat(Infinity);

//# to-locale-string -> stopped
for (;;) (123456.789).toLocaleString('de-DE', { style: 'currency', currency: 'EUR' });

//# class-with-many-fields -> stopped
class A { «a1 = 1;×5000» } for (;;) new A();

//# with-chain -> stopped
let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); with (o) { for (;;) missing_name in o; }

//# prototype-chain-lookup -> stopped
let o = {}; for (let i = 0; i < 2e5; i++) o = Object.create(o); for (;;) o.missing;
