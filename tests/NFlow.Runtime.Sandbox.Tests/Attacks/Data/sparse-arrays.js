//! Lengths that nothing fills: built-ins loop over them natively, up to 2^53 times.

//# index-of -> harmless
Array.prototype.indexOf.call({ length: Number.MAX_SAFE_INTEGER }, 'x');

//# join -> limit memory
Array.prototype.join.call({ length: 3e9 }, '--');

//# sort -> limit memory
Array.prototype.sort.call({ length: Number.MAX_SAFE_INTEGER });

//# unshift -> harmless
Array.prototype.unshift.call({ length: 1e12 }, 'first');

//# slice -> limit array length
Array.prototype.slice.call({ length: 4e9 });

//# copy-within -> limit memory
Array.prototype.copyWithin.call({ length: 1e12 }, 0, 5);

//# to-sorted -> throws RangeError: Invalid array length
Array.prototype.toSorted.call({ length: 4e9 });

//# to-reversed -> limit memory
Array.prototype.toReversed.call({ length: 4e9 });

//# with -> limit memory
Array.prototype.with.call({ length: 4e9 }, 1, 'x');

//# flat -> limit memory
Array.prototype.flat.call({ length: Number.MAX_SAFE_INTEGER });

//# for-each-of-holes -> limit operations | limit execution time | limit run deadline // takes 80 s
const holes = [];
holes.length = 4_294_967_295;
holes.forEach(hole => hole);

//# reverse-holes -> limit memory
const holes = [];
holes.length = 4_294_967_295;
holes.reverse();

//# shift-holes -> harmless
const holes = [];
holes.length = 4_294_967_295;
holes.shift();

//# unshift-holes -> limit operations | limit execution time | limit run deadline // takes 80 s
const holes = [];
holes.length = 4_294_967_000;
holes.unshift('x');

//# splice-holes -> harmless
const holes = [];
holes.length = 4_294_967_000;
holes.splice(1, 1);

//# includes-in-holes -> harmless
const holes = [];
holes.length = 4_294_967_000;
holes.includes('x');

//# copy-within-holes -> limit memory
const holes = [];
holes.length = 4_294_967_000;
holes.copyWithin(2, 0);

//# to-spliced-holes -> limit array length
const holes = [];
holes.length = 4_294_967_000;
holes.toSpliced(1, 1);

//# json-of-holes -> limit string length
const holes = [];
holes.length = 4_294_967_000;
JSON.stringify({ holes });

//# apply-holes -> throws RangeError: Invalid array-like length
const holes = [];
holes.length = 4_294_967_000;
Math.min.apply(undefined, holes);

//# spread-holes -> limit array length
const holes = Array(900_000);
const copies = [];
for (; ;) copies.push(...holes);

//# index-far-away -> limit operations
const holes = [];
holes[4_294_967_294] = 'end';
holes.findLast(x => x === 'start');

//# every-but-fill-of-array-like -> limit memory
Array.prototype.every.call({ length: Number.MAX_SAFE_INTEGER }, x => x === undefined);
