//# sort-numbers-as-text -> limit memory
const numbers = Array.from({ length: 800_000 }, (_, n) => n * 6_661 % 900_001);
numbers.sort();

//# sort-ten-million -> limit array length
const numbers = new Array(10_000_001).fill(1).map((_, n) => n * 6_661 % 9_000_001);
numbers.sort();

//# sort-by-comparison -> limit memory
const numbers = Array.from({ length: 800_000 }, (_, n) => n * 6_661 % 900_001);
numbers.sort((left, right) => right - left);

//# sort-without-order -> limit memory
const numbers = Array.from({ length: 800_000 }, (_, n) => n);
numbers.sort(() => Math.random() * 2 - 1);

//# index-of-a-long-text -> throws RangeError: The string is too long to be searched for a pattern of this length
const text = 'x'.repeat(2_000_000), wanted = 'x'.repeat(900_000) + 'y';
answer(text.indexOf(wanted));

//# last-index-of-a-long-text -> throws RangeError: The string is too long to be searched for a pattern of this length
const text = 'x'.repeat(2_000_000), wanted = 'y' + 'x'.repeat(900_000);
answer(text.lastIndexOf(wanted));

//# includes-a-long-text -> throws RangeError: The string is too long to be searched for a pattern of this length
const text = 'x'.repeat(2_000_000), wanted = 'x'.repeat(900_000) + 'y';
answer(text.includes(wanted));

//# replace-a-long-text -> throws RangeError: The string is too long to be searched for a pattern of this length
const text = 'x'.repeat(2_000_000), wanted = 'x'.repeat(900_000) + 'y';
answer(text.replaceAll(wanted, '-').length);

//# split-by-a-long-text -> throws RangeError: The string is too long to be searched for a pattern of this length
const text = 'x'.repeat(2_000_000), wanted = 'x'.repeat(900_000) + 'y';
answer(text.split(wanted).length);

//# index-of-in-a-loop -> limit array length
const cells = Array(900_000).fill(0);
for (let turn = 0; turn < 999_999; turn++) cells.indexOf(1);

//# unshift-in-a-loop -> limit array length
const cells = Array(900_000).fill(0);
for (let turn = 0; turn < 99_999; turn++) cells.unshift(1);

//# locale-compare-in-a-loop -> limit execution time
const left = 'ü'.repeat(900_000), right = 'ü'.repeat(900_000);
for (; ;) left.localeCompare(right);

//# local-dates-forever -> limit memory
for (; ;) new Date(0).toLocaleString('de-DE');

//# intl -> throws TypeError: Cannot read properties of undefined (reading 'DateTimeFormat')
while (true) new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo' }).format(new Date(0));

//# temporal-days -> throws TypeError: Cannot read property 'PlainDate' of undefined
Temporal.PlainDate.from('1970-01-01').until('9999-12-31', { largestUnit: 'days' });

//# temporal-months -> throws TypeError: Cannot read property 'Duration' of undefined
Temporal.Duration.from({ days: 99_000_000 }).total({ relativeTo: '1970-01-01', unit: 'months' });

//# temporal-hours-in-a-zone -> throws TypeError: Cannot read property 'ZonedDateTime' of undefined
Temporal.ZonedDateTime.from('1970-01-01T00:00[Europe/Madrid]').until('9999-12-31T00:00[Europe/Madrid]', { largestUnit: 'hours' });

//# decode-a-long-text -> harmless 1200000
answer(decodeURIComponent('%F0%9F%98%80'.repeat(600_000)).length);

//# encode-a-long-text -> throws RangeError: Invalid string length
answer(encodeURIComponent('€'.repeat(2_000_000)).length);

//# parse-a-long-number -> harmless null
answer(parseFloat('8'.repeat(7_000_000)));

//# sum-precisely -> limit array length
answer(Math.sumPrecise(Array(900_000).fill(0.3)));

//# normalise-a-long-run-of-marks -> throws RangeError: The string is too long to be normalized
answer(('e' + '\u0323\u0307'.repeat(1_500_000)).normalize('NFC').length);

//# includes-in-a-loop-of-texts -> limit array length
const cells = Array(900_000).fill('x'.repeat(200));
for (let turn = 0; turn < 999_999; turn++) cells.includes('y'.repeat(200));

//# upper-case-in-a-loop -> limit memory
const text = 'ß'.repeat(1_000_000);
for (; ;) text.toUpperCase();

//# code-points-of-a-long-text -> limit memory
const text = '😀'.repeat(2_000_000);
for (; ;) [...text];

//# search-anchored-quadratic -> throws RangeError: The string is too long to be searched for a pattern of this length
const n = 1e6; ('a'.repeat(2 * n) + 'c'.repeat(2 * n)).indexOf('a'.repeat(n) + 'c'.repeat(n / 2) + 'x' + 'c'.repeat(n / 2));

//# includes-of-long-strings -> limit array length
const x = 'a'.repeat(4e6); Array(1e6).fill(x).includes('a'.repeat(4e6 - 1) + 'b');

//# index-of-long-strings -> limit array length
const x = 'a'.repeat(4e6); Array(1e6).fill(x).indexOf('a'.repeat(4e6 - 1) + 'b');

//# sort-long-strings -> limit array length
const x = 'a'.repeat(4e6); const y = 'a'.repeat(4e6 - 1) + 'b'; Array(1e6).fill(0).map((_, i) => i % 2 ? x : y).sort();

//# set-of-long-strings -> limit memory
const x = 'a'.repeat(4e6); for (let i = 0; ; i++) new Set([x + i]);

//# locale-compare-sort -> limit memory
const x = 'é'.repeat(1e5); Array(1e5).fill(x).sort((a, b) => a.localeCompare(b + 'x'));

//# json-parse-large -> limit array length
const s = '[' + '1,'.repeat(2e6) + '1]'; for (;;) JSON.parse(s);

//# date-parse-long -> limit memory
for (;;) Date.parse('1'.repeat(1e6));

//# number-parse-long -> limit memory
for (;;) Number('1'.repeat(1e6) + 'e-1000000');

//# to-fixed -> limit memory
for (;;) (1.1e300).toFixed(100) + (5e-324).toPrecision(100) + (1e300).toString(2);

//# escape-sequences -> limit memory
for (;;) unescape(escape('é'.repeat(1e6)));

//# case-conversion -> limit memory
for (;;) 'İß'.repeat(1e6).toLowerCase().toUpperCase();

//# string-raw-array-like -> limit memory
String.raw({ raw: { length: 2 ** 31 } }, 1);

//# from-code-point-apply -> throws RangeError: Invalid array-like length
String.fromCodePoint.apply(null, { length: 2 ** 31 });

//# set-algebra-native-iterator -> limit memory
const r = { done: false, value: 1 }; new Set([1]).union({ size: 1, has() { return true; }, keys() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# promise-all-native-iterator -> limit memory
const r = { done: false, value: 1 }; Promise.all({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# promise-race-native-iterator -> limit memory
const r = { done: false, value: 1 }; Promise.race({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# from-entries-native-iterator -> limit memory
const r = { done: false, value: [1, 2] }; Object.fromEntries({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# map-native-iterator -> limit memory
const r = { done: false, value: [1, 2] }; new Map({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# weak-map-native-iterator -> limit memory
const r = { done: false, value: [{}, 2] }; new WeakMap({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# group-by-native-iterator -> limit memory
const r = { done: false, value: 1 }; Object.groupBy({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } }, Boolean);

//# array-from-native-iterator -> limit memory
const r = { done: false, value: 1 }; Array.from({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# yield-star-native-iterator -> limit operations
const r = { done: false, value: 1 }; [...(function* () { yield* { [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } }; })()];

//# destructuring-holes-native-iterator -> limit array length
const r = { done: false, value: 1 }; const [, , , ...x] = { [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } };

//# aggregate-error-native-iterator -> limit memory
const r = { done: false, value: 1 }; new AggregateError({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# typed-array-native-iterator -> limit memory
const r = { done: false, value: 1 }; new Uint8Array({ [Symbol.iterator]() { return { next: Object.prototype.valueOf.bind(r) }; } });

//# regexp-match-all-native -> harmless
const it = 'abc'.matchAll(/(?:)/g); const r = /(?:)/g; r.exec = () => ({ 0: '', index: 0, length: 1 }); [...r[Symbol.matchAll]('abc')];

//# regexp-split-sticky -> limit memory
const r = /a/; Object.defineProperty(r, 'constructor', { value: { [Symbol.species]: function () { return { exec() { return { length: 1e9 }; }, lastIndex: 1 }; } } }); 'a'.repeat(1000).split(r);

//# regexp-replace-many-groups -> limit memory
const r = /a/g; r.exec = (n => () => n-- ? { length: 1e7, index: 0, 0: '' } : null)(3); 'abc'.replace(r, 'x');

//# array-like-includes -> limit memory
Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1);

//# array-like-fill -> limit memory
Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 1);

//# array-like-reduce -> limit memory
Array.prototype.reduce.call({ length: 2 ** 53 - 1 }, () => 1);

//# array-like-last-index-of -> limit memory
Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 1);

//# array-like-concat-spreadable -> throws RangeError: Invalid array length
[].concat({ length: 2 ** 40, [Symbol.isConcatSpreadable]: true });

//# sparse-concat -> throws RangeError: Invalid array length
const a = []; a.length = 4294967290; [].concat(a, a);

//# object-assign-large-proxy -> harmless
Object.assign({}, new Proxy({}, { ownKeys() { return Array.from({ length: 1e5 }, (_, i) => 'k' + i); }, getOwnPropertyDescriptor() { return { value: 1, enumerable: true, configurable: true }; } }));

//# label-of-native-sort -> harmless
const a = []; a.length = 1e6; a.sort();

//# copy-within-large -> limit array length
const a = Array(1e6).fill(1); for (;;) a.copyWithin(1, 0);

//# flat-infinity-shared -> throws RangeError: Invalid array length | limit operations
let a = [1]; for (let i = 0; i < 30; i++) a = [a, a]; a.flat(Infinity);

//# to-locale-string -> limit memory
for (;;) (123456.789).toLocaleString('de-DE', { style: 'currency', currency: 'EUR' });

//# class-with-many-fields -> limit memory
class A { «a1 = 1;×5000» } for (;;) new A();

//# with-chain -> throws ReferenceError: missing_name is not defined
let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); with (o) { for (;;) missing_name in o; }

//# prototype-chain-lookup -> limit execution time
let o = {}; for (let i = 0; i < 2e5; i++) o = Object.create(o); for (;;) o.missing;
