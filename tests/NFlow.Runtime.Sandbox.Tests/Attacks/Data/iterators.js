//! Iterators whose `next` is a built-in: the loop around them then executes no statement that could be counted.

//# helper-to-array -> throws TypeError: Cannot read property 'from' of undefined
Iterator.from({ next: () => ({ done: false, value: 'x' }) }).toArray();

//# helper-every -> throws TypeError: Cannot read property 'prototype' of undefined
const result = { done: false, value: true };
const source = { next: Object.prototype.valueOf.bind(result), [Symbol.iterator]() { return this; } };
Iterator.prototype.every.call(source, Boolean);

//# helper-drop-everything -> throws TypeError: Cannot read property 'prototype' of undefined
const result = { done: false, value: 0 };
const source = { next: Object.prototype.valueOf.bind(result), [Symbol.iterator]() { return this; } };
Iterator.prototype.drop.call(source, Number.POSITIVE_INFINITY).next();

//# for-of -> limit operations
const result = { done: false, value: 'again' };
for (const value of { [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) }) ;

//# set-of-it -> limit memory
const result = { done: false, value: 'again' };
new Set({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# map-of-it -> limit memory
const result = { done: false, value: ['key', 'value'] };
new Map({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# spread-into-a-call -> limit array length
const result = { done: false, value: 1 };
Math.hypot(...{ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# rest-of-destructuring -> limit array length
const result = { done: false, value: 1 };
const [first, ...others] = { [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) };

//# object-from-entries -> limit memory
const result = { done: false, value: ['key', 1] };
Object.fromEntries({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# weak-set-of-it -> limit memory
const result = { done: false, value: {} };
new WeakSet({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# aggregate-error-of-it -> limit memory
const result = { done: false, value: 0 };
new AggregateError({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# aggregate-error-found-at-a-promise -> limit memory
const result = { done: false, value: 0 };
const failure = await Promise.any([]).catch(problem => problem);
new failure.constructor({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# subclass-of-a-set-of-it -> limit memory
const result = { done: false, value: 0 };
class Bag extends Set { }
new Bag({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# set-found-at-its-prototype -> limit memory
const result = { done: false, value: 0 };
const Found = Object.getPrototypeOf(new Set()).constructor;
new Found({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# set-constructed-reflectively -> throws TypeError: add must be callable
const result = { done: false, value: 0 };
Reflect.construct(Set, [{ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) }], Map);

//# sum-of-it -> throws TypeError: Property 'sumPrecise' of object is not a function
const result = { done: false, value: 1 };
Math.sumPrecise({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# grouped-by-a-built-in -> limit array length
const result = { done: false, value: 1 };
Map.groupBy({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) }, Boolean);

//# union-with-endless-keys -> limit memory
const result = { done: false, value: 1 };
new Set().union({ size: 1, has: Boolean, keys: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# disjoint-from-endless-keys -> limit memory
const result = { done: false, value: 1 };
new Set([0, 1, 2]).isDisjointFrom({ size: 1, has: () => false, keys: () => ({ next: Object.prototype.valueOf.bind({ done: false, value: 9 }) }) });

//# array-iterator-that-never-ends -> limit memory
const steps = Object.getPrototypeOf([].values());
steps.done = false;
steps.next = Object.prototype.valueOf;
new Set(['x']);

//# promises-over-an-array-iterator-that-never-ends -> limit memory
const steps = Object.getPrototypeOf([].values());
steps.done = false;
steps.next = Object.prototype.valueOf;
await Promise.all([later(1)]);

//# weak-map-over-an-array-iterator-that-never-ends -> limit memory
const steps = Object.getPrototypeOf([].values());
steps.done = false; steps.value = [{}, 1];
steps.next = Object.prototype.valueOf;
new WeakMap([[{}, 1]]);

//# iterator-that-is-its-own-result -> limit memory
const own = { done: false, value: 'x', next: Object.prototype.valueOf, [Symbol.iterator]: Object.prototype.valueOf };
new Set(own);

//# typed-array-from-it -> limit memory
const result = { done: false, value: 1 };
Float32Array.from({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind(result) }) });

//# json-keys-of-a-proxy-without-end -> limit memory
JSON.stringify({}, new Proxy([], { get: Number.prototype.valueOf.bind(2 ** 53 - 1) }));

//# join-of-a-proxy-without-end -> limit memory
Array.prototype.join.call(new Proxy([], { get: Number.prototype.valueOf.bind(2 ** 53 - 1) }));

//# find-in-a-proxy-without-end -> limit memory
Array.prototype.find.call(new Proxy([], { get: Number.prototype.valueOf.bind(2 ** 53 - 1) }), Object.prototype.hasOwnProperty.bind({}));

//# own-keys-of-a-proxy-without-end -> throws RangeError: Invalid array-like length
Reflect.ownKeys(new Proxy({}, { ownKeys: Object.prototype.valueOf.bind({ length: 2 ** 53 - 1 }) }));

//# apply-to-a-proxy-without-end -> throws RangeError: Invalid array-like length
Math.max.apply(null, new Proxy([], { get: Number.prototype.valueOf.bind(2 ** 31) }));

//# prototype-chain-through-proxies-without-end -> limit operations
const p = new Proxy({}, { getPrototypeOf: () => p });
Object.prototype.isPrototypeOf.call([], p);

//# instance-of-through-proxies-without-end -> harmless
const p = new Proxy({}, { getPrototypeOf: Object.prototype.valueOf });
p instanceof Map;
