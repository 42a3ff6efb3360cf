//! Functions that call themselves, plainly or through the language's own conversions and callbacks.

//# plain -> limit stack depth
function down() { down(); }
down();

//# arrow-with-addition -> limit stack depth
const count = depth => 1 + count(depth + 1);
count(0);

//# two-functions -> limit stack depth
function ping(n) { return pong(n + 1) + 1; }
function pong(n) { return ping(n + 1) + 1; }
ping(0);

//# closures-made-on-the-way -> limit stack depth
const step = depth => { const inner = further => step(further + 1) + 1; return inner(depth) + 1; };
step(0);

//# functions-that-make-functions -> limit stack depth
const factory = () => depth => { const next = factory(); return next(depth + 1) + 1; };
factory()(0);

//# to-json -> limit stack depth
const self = { toJSON: () => JSON.stringify(self) };
JSON.stringify(self);

//# json-replacer -> limit stack depth
const replacer = () => JSON.stringify([0], replacer);
JSON.stringify([0], replacer);

//# json-reviver -> limit stack depth
const reviver = () => JSON.parse('{"a":0}', reviver);
JSON.parse('{"a":0}', reviver);

//# json-reviver-that-grafts -> throws RangeError: The revived value is nested too deeply
let deep = {};
for (let level = 0; level < 90_000; level++) deep = { deep };
JSON.parse('{"a":0,"b":0}', function (key, value) { if (key === 'a') this.b = deep; return value; });

//# bound-functions -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let bound = () => 'done';
for (let layer = 0; layer < 90_000; layer++) bound = bound.bind();
bound();

//# bound-constructors -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let Bound = function () { };
for (let layer = 0; layer < 90_000; layer++) Bound = Bound.bind(undefined);
new Bound();

//# bound-instance-of -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let Bound = function () { };
for (let layer = 0; layer < 90_000; layer++) Bound = Bound.bind(undefined);
[] instanceof Bound;

//# getter -> limit stack depth
class Mirror { get me() { return this.me; } }
new Mirror().me;

//# setter -> limit stack depth
class Sink { set me(value) { this.me = value; } }
new Sink().me = 0;

//# value-of -> limit stack depth
const number = { valueOf: () => number * 1 };
number * 1;

//# to-string -> limit stack depth
const text = { toString: () => '' + text };
'' + text;

//# to-primitive -> limit stack depth
const primitive = { [Symbol.toPrimitive]: () => `<${primitive}>` };
`<${primitive}>`;

//# array-from-itself -> limit stack depth
const source = { [Symbol.iterator]: () => Array.from(source).values() };
Array.from(source);

//# spread-of-itself -> limit stack depth
const source = { [Symbol.iterator]: () => [...source].values() };
[...source];

//# destructuring-of-itself -> limit stack depth
const source = { [Symbol.iterator]() { const [first] = source; return [first].values(); } };
const [first] = source;

//# replace-with-pattern -> limit stack depth
const turn = () => 'x'.replace(/x/, turn);
turn();

//# replace-with-text -> limit stack depth
const turn = () => 'x'.replace('x', turn);
turn();

//# map -> limit stack depth
const turn = () => ['x'].map(turn);
turn();

//# reduce -> limit stack depth
const turn = () => ['x', 'y'].reduce(turn);
turn();

//# sort -> limit stack depth
const turn = () => { ['x', 'y'].sort(turn); return 0; };
turn();

//# call-apply-reflect -> limit stack depth
function turn() { return turn.call(null) + 1; }
function again() { return again.apply(null, []) + 1; }
const last = () => Reflect.apply(last, null, []) + 1;
turn(); again(); last();

//# apply -> limit stack depth
function turn() { return turn.apply(null, arguments) + 1; }
turn(1, 2, 3);

//# reflect-construct -> limit stack depth
class Again { constructor() { Reflect.construct(Again, []); } }
new Again();

//# long-line-of-subclasses -> limit stack depth
let Base = class { };
for (let level = 0; level < 15_000; level++) Base = class extends Base { };
new Base();

//# field-initialiser -> limit stack depth
class Nested { inner = new Nested(); }
new Nested();

//# default-parameter -> limit recursion depth
const turn = (value = turn()) => value;
turn();

//# generator-delegating-to-itself -> limit stack depth
function* turn() { yield* turn(); }
[...turn()];

//# long-line-of-generators -> limit stack depth
function* source() { for (; ;) yield 'x'; }
function* relay(inner) { yield* inner; }
let line = source();
for (let layer = 0; layer < 40_000; layer++) line = relay(line);
line.next();

//# async-function -> limit stack depth
const turn = async () => { await turn(); };
await turn();

//# thenable-resolving-to-itself -> limit memory
const turn = { then: resolve => resolve(turn) };
Promise.resolve(turn);

//# tag-function -> limit stack depth
function tag() { return 1 + tag`${0}`; }
tag``;

//# has-instance -> limit stack depth
const type = { [Symbol.hasInstance]: value => value instanceof type };
[] instanceof type;

//# species -> limit stack depth
class List extends Array { static get [Symbol.species]() { new List(1).map(x => x); return List; } }
new List(1).map(x => x);

//# deep-array-flattened -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let nested = [];
for (let level = 0; level < 90_000; level++) nested = [nested];
nested.flat(Number.POSITIVE_INFINITY);

//# deep-object-as-json -> throws RangeError: JSON is nested deeper than 512 levels, or contains itself
let nested = {};
for (let level = 0; level < 15_000; level++) nested = { nested };
JSON.stringify(nested, undefined, 4);

//# deep-object-as-payload -> harmless
for (let level = 0; level < 15_000; level++) payload = { payload };

//# deep-object-as-text -> limit stack depth
let nested = [];
for (let level = 0; level < 90_000; level++) nested = [nested];
String(nested);

//# deep-json-text -> throws SyntaxError: Max. depth level of JSON reached at position 64
JSON.parse('[['.repeat(40_000) + ']]'.repeat(40_000));

//# promises-that-wait-for-promises -> limit memory
let promise = new Promise(() => { });
for (let layer = 0; layer < 60_000; layer++) { const inner = promise; promise = new Promise(resolve => resolve(inner)); }

//# promises-chained -> limit memory
let promise = Promise.resolve(0);
for (let layer = 0; layer < 60_000; layer++) promise = promise.then(value => value);
answer(await promise);

//# causes-of-causes -> throws Error: later
let problem = new Error('first');
for (let layer = 0; layer < 60_000; layer++) problem = new Error('later', { cause: problem });
throw problem;

//# iterator-closed-recursively -> limit stack depth
const source = { [Symbol.iterator]: () => ({ next: () => ({ done: false }), return() { const [again] = source; return {}; } }) };
const [first] = source;

//# caught-and-repeated -> limit stack depth
const turn = depth => turn(depth + 1) + 1;
for (let attempt = 0; attempt < 5; attempt++) {
  try { turn(0); } catch (problem) { caught(`${attempt}: ${problem}`); }
}

//# structured-clone -> harmless "function"
answer(typeof structuredClone);

//# two-proxies -> limit stack depth
const left = new Proxy({}, { get: (_, key) => right[key] }), right = new Proxy({}, { get: (_, key) => left[key] });
left.key;

//# accessor-on-the-prototype -> limit stack depth
Object.defineProperty(Object.prototype, 'own', { get() { return this.own; } });
({}).own;

//# computed-key -> limit stack depth
const key = { toString: () => ({ [key]: 0 }) && 'key' };
({ [key]: 0 });

//# error-constructor -> limit stack depth
class Problem extends Error { constructor() { super(); throw new Problem(); } }
new Problem();
