//! Built-ins that copy something large, many times between two looks at the limits.

//# upper-case -> limit memory
const text = 'x'.repeat(7_000_000), kept = [];
for (; ;) kept.push(text.toUpperCase());

//# lower-case-in-one-statement -> limit memory
const text = 'X'.repeat(7_000_000);
const kept = [«text.toLowerCase(), ×60» 0];

//# trimmed -> limit memory
const text = ` ${'x'.repeat(7_000_000)} `, kept = [];
for (; ;) kept.push((text + kept.length).trim());

//# escaped -> limit memory
const text = 'é'.repeat(1_300_000), kept = [];
for (; ;) kept.push(escape(text));

//# uri-encoded -> limit memory
const text = '€'.repeat(800_000), kept = [];
for (; ;) kept.push(encodeURIComponent(text));

//# uri-encoded-to-too-long -> throws RangeError: Invalid string length
encodeURI('€'.repeat(7_000_000));

//# array-spread -> limit memory
const list = new Array(400_000).fill(1), kept = [];
for (; ;) kept.push([...list]);

//# object-spread -> limit memory
const table = {}, kept = [];
for (let i = 0; i < 40_000; i++) table[`key ${i}`] = i;
for (; ;) kept.push({ ...table });

//# descriptors -> limit memory
const table = {}, kept = [];
for (let i = 0; i < 30_000; i++) table[`key ${i}`] = i;
for (; ;) kept.push(Object.getOwnPropertyDescriptors(table));

//# keys-of-a-long-text -> throws RangeError: Invalid array length
Object.keys('x'.repeat(6_000_000));

//# mapped-by-a-built-in -> limit memory
const list = new Array(400_000).fill(1), kept = [];
for (; ;) kept.push(list.map(Boolean));

//# bound-arguments -> limit memory
const list = new Array(400_000).fill(1), kept = [];
for (; ;) kept.push((() => 0).bind(null, ...list));

//# array-of -> limit memory
const list = new Array(400_000).fill(1), kept = [];
for (; ;) kept.push(Array.of(...list));

//# sets -> limit memory
const set = new Set(Array.from({ length: 90_000 }, (_, i) => i)), kept = [];
for (; ;) kept.push(set.union(set));

//# texts-as-arguments -> limit memory
const text = 'x'.repeat(7_000_000), kept = [];
for (; ;) kept.push(text.localeCompare(`${text}y`));
