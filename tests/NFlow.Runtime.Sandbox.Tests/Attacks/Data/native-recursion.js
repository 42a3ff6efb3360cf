//# iterator-helper-chain-map -> throws TypeError: Property 'map' of object is not a function
let it = [1, 2, 3].values();
for (let i = 0; i < 50000; i++) it = it.map(x => x);
it.next();

//# iterator-helper-chain-drop -> throws TypeError: Property 'drop' of object is not a function
let it = [1, 2, 3].values();
for (let i = 0; i < 50000; i++) it = it.drop(0);
it.next();

//# iterator-helper-chain-flatmap -> throws TypeError: Property 'flatMap' of object is not a function
let it = [1, 2, 3].values();
for (let i = 0; i < 20000; i++) it = it.flatMap(x => [x]);
it.next();

//# iterator-concat-chain -> throws TypeError: Cannot read property 'concat' of undefined
let it = [1].values();
for (let i = 0; i < 50000; i++) { const inner = it; it = Iterator.concat(inner); }
it.next();

//# iterator-zip-chain -> throws TypeError: Cannot read property 'zip' of undefined
let it = [1].values();
for (let i = 0; i < 50000; i++) it = Iterator.zip([it]);
it.next();

//# array-from-nested-by-bind -> limit stack depth
let f = x => x;
for (let i = 0; i < 30000; i++) f = Array.from.bind(Array, [1], f);
f();

//# group-by-nested-by-bind -> limit stack depth
let f = x => x;
for (let i = 0; i < 30000; i++) f = Object.groupBy.bind(Object, [1], f);
f();

//# map-group-by-nested-by-bind -> limit stack depth
let f = x => x;
for (let i = 0; i < 30000; i++) f = Map.groupBy.bind(Map, [1], f);
f();

//# reviver-on-deep-graft -> throws RangeError: The revived value is nested too deeply
let deep = [];
for (let i = 0; i < 100000; i++) deep = [deep];
JSON.parse('[1,2]', function (k, v) { if (k === '0') this[1] = deep; return v; });

//# disposable-stack-nest -> throws TypeError: DisposableStack is not a constructor
let f = () => 1;
for (let i = 0; i < 50000; i++) { const inner = f; const s = new DisposableStack(); s.defer(inner); f = s.dispose.bind(s); }
f();

//# proxy-handler-is-proxy -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let h = {};
for (let i = 0; i < 50000; i++) h = new Proxy({}, h);
h.x;

//# proxy-target-chain-set-prototype -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let p = {};
for (let i = 0; i < 100000; i++) p = Object.create(p);
p.missing;

//# deep-value-as-payload -> harmless
let deep = {};
for (let i = 0; i < 100000; i++) deep = { deep };
return deep;

//# deep-value-to-host -> throws RangeError: JSON is nested deeper than 64 levels, or contains itself
let deep = {};
for (let i = 0; i < 100000; i++) deep = { deep };
answer(deep);

//# cyclic-value-to-host -> throws RangeError: JSON is nested deeper than 64 levels, or contains itself
const a = {}; a.a = a;
answer(a);

//# cyclic-payload -> throws RangeError: JSON is nested deeper than 64 levels, or contains itself
payload.self = payload;
answer(payload);

//# deep-to-string -> limit stack depth
let deep = [];
for (let i = 0; i < 100000; i++) deep = [deep];
String(deep);

//# map-foreach-nest -> limit memory
let f = () => 1;
for (let i = 0; i < 30000; i++) { const inner = f; f = Map.prototype.forEach.bind(new Map([[1, 1]]), inner); }
f();

//# array-map-nest -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let f = () => 1;
for (let i = 0; i < 30000; i++) f = Array.prototype.map.bind([1], f);
f();

//# sort-comparator-nest -> limit stack depth
let f = () => 1;
for (let i = 0; i < 30000; i++) f = Array.prototype.sort.bind([1, 2], f);
f();

//# replace-callback-nest -> limit stack depth
let f = () => 'x';
for (let i = 0; i < 30000; i++) f = String.prototype.replace.bind('a', 'a', f);
f();

//# reflect-apply-nest -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let f = () => 1;
for (let i = 0; i < 30000; i++) f = Reflect.apply.bind(null, f, null, []);
f();

//# reflect-construct-nest -> throws TypeError: Object is not a constructor
let f = function () {};
for (let i = 0; i < 30000; i++) f = Reflect.construct.bind(null, f, []);
f();

//# call-of-call -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let f = () => 1;
for (let i = 0; i < 30000; i++) f = Function.prototype.call.bind(f, null);
f();

//# promise-then-thenable-nest -> limit stack depth
let t = { then(r) { r(1); } };
for (let i = 0; i < 30000; i++) { const inner = t; t = { then(r) { inner.then(r); } }; }
await t;

//# symbol-to-primitive-bound-chain -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let o = { [Symbol.toPrimitive]: () => 'x' };
for (let i = 0; i < 30000; i++) { const inner = o; o = { toString: String.bind(null, inner) }; }
String(o);

//# json-stringify-to-json-bound -> limit stack depth
let o = { a: 1 };
for (let i = 0; i < 30000; i++) o = { toJSON: JSON.stringify.bind(JSON, o) };
JSON.stringify(o);

//# getter-bound-chain -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let o = { x: 1 };
for (let i = 0; i < 30000; i++) { const inner = o; o = Object.defineProperty({}, 'x', { get: Reflect.get.bind(null, inner, 'x') }); }
o.x;

//# instanceof-has-instance-bound -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let f = function () {};
for (let i = 0; i < 30000; i++) { const inner = f; f = function () {}; Object.defineProperty(f, Symbol.hasInstance, { value: Function.prototype[Symbol.hasInstance].bind(inner) }); }
({}) instanceof f;

//# host-function-calls-back -> limit stack depth
function again() { return twice(again); }
again();

//# to-string-in-host-argument -> limit stack depth | throws Error: Host functions are called within calls too deeply
const o = { toString() { return log_text(o); } };
log_text(o);

//# species-constructor-nest -> limit stack depth
class A extends Array { constructor(n) { super(n); if (n > 0) this.slice(0, 1); } static get [Symbol.species]() { return A; } }
new A(5).map(x => x);

//# class-field-recursion -> limit stack depth
class A { b = new A(); }
new A();

//# static-block-recursion -> limit stack depth
function make() { return class { static { make(); } }; }
make();

//# set-method-with-recursive-like -> limit stack depth
const like = { size: 1, has() { return new Set([1]).union(like).has(1); }, keys() { return new Set([1]).union(like).values(); } };
new Set([1]).union(like);

//# tagged-template-recursion -> limit stack depth
function t() { return t`a${t`b`}`; }
t`c`;

//# async-generator-self -> limit stack depth
async function* g() { yield* g(); }
for await (const x of g()) ;

//# array-flat-cycle -> limit operations
const a = []; a.push(a);
a.flat(Infinity);

//# structured-recursion-in-default-destructuring -> limit recursion depth
function f({ a = f({}) } = {}) {}
f();

//# arguments-callee -> limit stack depth
(function () { return arguments.callee() + 1; })();

//# deep-frames -> limit stack depth
function f(n) { return 1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+f(n+1))))))))))))))))))))))))))))))))))))))); }
f(0);

//# deep-array-frames -> limit stack depth
function f(n) { return [...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...f(n + 1)]]]]]]]]]]]]]]]]]]]]]]; }
f(0);

//# deep-try-frames -> limit stack depth
function f() { try { try { try { try { try { try { try { try { f(); } finally { payload.a = 1; } } finally { payload.b = 1; } } finally { payload.c = 1; } } finally { payload.d = 1; } } finally { payload.e = 1; } } finally { payload.f = 1; } } finally { payload.g = 1; } } finally { payload.h = 1; } }
f();

//# recursion-by-redefined-helper -> limit stack depth
function f() { return g() + 1; } function g() { return f() + 1; } function main() { return f(); }

//# quick-script-doubling -> limit memory
let s = 'xxxxxxxxxxxxxxxx'; «s = s + s;×60» payload.n = s.length;

//# quick-script-repeat -> throws RangeError: Invalid string length
let s = 'x'.repeat(1e9);

//# quick-script-concat-reflectively -> throws RangeError: Invalid string length
const d = Object.getOwnPropertyDescriptors(String.prototype); const f = d.repeat.value; f.call('x', 1e9);

//# quick-script-computed -> throws RangeError: Invalid string length
const n = 'rep' + 'eat'; 'x'[n](1e9);

//# quick-script-destructured -> throws RangeError: Invalid string length
const { repeat } = ''; repeat.call('x', 1e9);

//# quick-script-native-loop -> throws TypeError: Cannot read property 'prototype' of undefined
Iterator.prototype.every.call({ next: Object, [Symbol.iterator]: Object }, Boolean);

//# quick-script-native-loop-by-values -> throws TypeError: Cannot read property 'call' of undefined
const it = [1].values(); it.constructor; it.__proto__.__proto__.every.call({ next: Object }, Boolean);
