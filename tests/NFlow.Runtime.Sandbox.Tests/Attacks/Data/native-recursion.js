//# iterator-helper-chain-map -> stopped
let it = [1, 2, 3].values();
for (let i = 0; i < 50000; i++) it = it.map(x => x);
it.next();

//# iterator-helper-chain-drop -> stopped
let it = [1, 2, 3].values();
for (let i = 0; i < 50000; i++) it = it.drop(0);
it.next();

//# iterator-helper-chain-flatmap -> stopped
let it = [1, 2, 3].values();
for (let i = 0; i < 20000; i++) it = it.flatMap(x => [x]);
it.next();

//# iterator-concat-chain -> stopped
let it = [1].values();
for (let i = 0; i < 50000; i++) { const inner = it; it = Iterator.concat(inner); }
it.next();

//# iterator-zip-chain -> stopped
let it = [1].values();
for (let i = 0; i < 50000; i++) it = Iterator.zip([it]);
it.next();

//# array-from-nested-by-bind -> stopped
let f = x => x;
for (let i = 0; i < 30000; i++) f = Array.from.bind(Array, [1], f);
f();

//# group-by-nested-by-bind -> stopped
let f = x => x;
for (let i = 0; i < 30000; i++) f = Object.groupBy.bind(Object, [1], f);
f();

//# map-group-by-nested-by-bind -> stopped
let f = x => x;
for (let i = 0; i < 30000; i++) f = Map.groupBy.bind(Map, [1], f);
f();

//# reviver-on-deep-graft -> stopped
let deep = [];
for (let i = 0; i < 100000; i++) deep = [deep];
JSON.parse('[1,2]', function (k, v) { if (k === '0') this[1] = deep; return v; });

//# disposable-stack-nest -> stopped
let f = () => 1;
for (let i = 0; i < 50000; i++) { const inner = f; const s = new DisposableStack(); s.defer(inner); f = s.dispose.bind(s); }
f();

//# proxy-handler-is-proxy -> stopped
let h = {};
for (let i = 0; i < 50000; i++) h = new Proxy({}, h);
h.x;

//# proxy-target-chain-set-prototype -> stopped
let p = {};
for (let i = 0; i < 100000; i++) p = Object.create(p);
p.missing;

//# deep-value-as-payload -> stopped
let deep = {};
for (let i = 0; i < 100000; i++) deep = { deep };
return deep;

//# deep-value-to-host -> stopped
let deep = {};
for (let i = 0; i < 100000; i++) deep = { deep };
answer(deep);

//# cyclic-value-to-host -> stopped
const a = {}; a.a = a;
answer(a);

//# cyclic-payload -> stopped
payload.self = payload;
answer(payload);

//# deep-to-string -> stopped
let deep = [];
for (let i = 0; i < 100000; i++) deep = [deep];
String(deep);

//# map-foreach-nest -> stopped
let f = () => 1;
for (let i = 0; i < 30000; i++) { const inner = f; f = Map.prototype.forEach.bind(new Map([[1, 1]]), inner); }
f();

//# array-map-nest -> stopped
let f = () => 1;
for (let i = 0; i < 30000; i++) f = Array.prototype.map.bind([1], f);
f();

//# sort-comparator-nest -> stopped
let f = () => 1;
for (let i = 0; i < 30000; i++) f = Array.prototype.sort.bind([1, 2], f);
f();

//# replace-callback-nest -> stopped
let f = () => 'x';
for (let i = 0; i < 30000; i++) f = String.prototype.replace.bind('a', 'a', f);
f();

//# reflect-apply-nest -> stopped
let f = () => 1;
for (let i = 0; i < 30000; i++) f = Reflect.apply.bind(null, f, null, []);
f();

//# reflect-construct-nest -> stopped
let f = function () {};
for (let i = 0; i < 30000; i++) f = Reflect.construct.bind(null, f, []);
f();

//# call-of-call -> stopped
let f = () => 1;
for (let i = 0; i < 30000; i++) f = Function.prototype.call.bind(f, null);
f();

//# promise-then-thenable-nest -> stopped
let t = { then(r) { r(1); } };
for (let i = 0; i < 30000; i++) { const inner = t; t = { then(r) { inner.then(r); } }; }
await t;

//# symbol-to-primitive-bound-chain -> stopped
let o = { [Symbol.toPrimitive]: () => 'x' };
for (let i = 0; i < 30000; i++) { const inner = o; o = { toString: String.bind(null, inner) }; }
String(o);

//# json-stringify-to-json-bound -> stopped
let o = { a: 1 };
for (let i = 0; i < 30000; i++) o = { toJSON: JSON.stringify.bind(JSON, o) };
JSON.stringify(o);

//# getter-bound-chain -> stopped
let o = { x: 1 };
for (let i = 0; i < 30000; i++) { const inner = o; o = Object.defineProperty({}, 'x', { get: Reflect.get.bind(null, inner, 'x') }); }
o.x;

//# instanceof-has-instance-bound -> stopped
let f = function () {};
for (let i = 0; i < 30000; i++) { const inner = f; f = function () {}; Object.defineProperty(f, Symbol.hasInstance, { value: Function.prototype[Symbol.hasInstance].bind(inner) }); }
({}) instanceof f;

//# host-function-calls-back -> stopped
function again() { return twice(again); }
again();

//# to-string-in-host-argument -> stopped
const o = { toString() { return log_text(o); } };
log_text(o);

//# species-constructor-nest -> stopped
class A extends Array { constructor(n) { super(n); if (n > 0) this.slice(0, 1); } static get [Symbol.species]() { return A; } }
new A(5).map(x => x);

//# class-field-recursion -> stopped
class A { b = new A(); }
new A();

//# static-block-recursion -> stopped
function make() { return class { static { make(); } }; }
make();

//# set-method-with-recursive-like -> stopped
const like = { size: 1, has() { return new Set([1]).union(like).has(1); }, keys() { return new Set([1]).union(like).values(); } };
new Set([1]).union(like);

//# tagged-template-recursion -> stopped
function t() { return t`a${t`b`}`; }
t`c`;

//# async-generator-self -> stopped
async function* g() { yield* g(); }
for await (const x of g()) ;

//# array-flat-cycle -> stopped
const a = []; a.push(a);
a.flat(Infinity);

//# structured-recursion-in-default-destructuring -> stopped
function f({ a = f({}) } = {}) {}
f();

//# arguments-callee -> stopped
(function () { return arguments.callee() + 1; })();

//# deep-frames -> stopped
function f(n) { return 1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+(1+f(n+1))))))))))))))))))))))))))))))))))))))); }
f(0);

//# deep-array-frames -> stopped
function f(n) { return [...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...[...f(n + 1)]]]]]]]]]]]]]]]]]]]]]]; }
f(0);

//# deep-try-frames -> stopped
function f() { try { try { try { try { try { try { try { try { f(); } finally { payload.a = 1; } } finally { payload.b = 1; } } finally { payload.c = 1; } } finally { payload.d = 1; } } finally { payload.e = 1; } } finally { payload.f = 1; } } finally { payload.g = 1; } } finally { payload.h = 1; } }
f();
//# recursion-by-redefined-helper -> stopped
function f() { return g() + 1; } function g() { return f() + 1; } function main() { return f(); }

//# quick-script-doubling -> stopped
let s = 'xxxxxxxxxxxxxxxx'; «s = s + s;×60» payload.n = s.length;

//# quick-script-repeat -> stopped
let s = 'x'.repeat(1e9);

//# quick-script-concat-reflectively -> stopped
const d = Object.getOwnPropertyDescriptors(String.prototype); const f = d.repeat.value; f.call('x', 1e9);

//# quick-script-computed -> stopped
const n = 'rep' + 'eat'; 'x'[n](1e9);

//# quick-script-destructured -> stopped
const { repeat } = ''; repeat.call('x', 1e9);

//# quick-script-native-loop -> stopped
Iterator.prototype.every.call({ next: Object, [Symbol.iterator]: Object }, Boolean);

//# quick-script-native-loop-by-values -> stopped
const it = [1].values(); it.constructor; it.__proto__.__proto__.every.call({ next: Object }, Boolean);
