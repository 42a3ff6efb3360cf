//# function-constructor -> throws TypeError: String compilation has been disabled in engine options
Function('return 1')();

//# function-constructor-by-prototype -> throws TypeError: String compilation has been disabled in engine options
(function () {}).constructor('return 1')();

//# async-function-constructor -> throws TypeError: String compilation has been disabled in engine options
(async function () {}).constructor('return 1')();

//# generator-function-constructor -> throws TypeError: String compilation has been disabled in engine options
(function* () {}).constructor('yield 1')();

//# async-generator-function-constructor -> throws TypeError: String compilation has been disabled in engine options
(async function* () {}).constructor('yield 1')();

//# arrow-constructor -> throws TypeError: String compilation has been disabled in engine options
(() => 1).constructor('return 1')();

//# class-constructor -> throws TypeError: String compilation has been disabled in engine options
(class {}).constructor('return 1')();

//# reflect-construct-function -> throws TypeError: String compilation has been disabled in engine options
Reflect.construct(Object.getPrototypeOf(function () {}).constructor, ['return 1'])();

//# subclass-of-function -> throws TypeError: String compilation has been disabled in engine options
class F extends (function () {}).constructor {}
new F('return 1')();

//# host-function-constructor -> throws TypeError: String compilation has been disabled in engine options
answer.constructor('return 1')();

//# direct-eval -> throws TypeError: String compilation has been disabled in engine options
eval('1');

//# indirect-eval -> throws TypeError: String compilation has been disabled in engine options
(0, eval)('1');

//# aliased-eval -> throws TypeError: String compilation has been disabled in engine options
const e = globalThis['ev' + 'al']; e('1');

//# eval-by-descriptor -> throws TypeError: String compilation has been disabled in engine options
Object.getOwnPropertyDescriptor(globalThis, 'eval').value('1');

//# shadow-realm -> throws TypeError: ShadowRealm is not a constructor
new ShadowRealm().evaluate('1');

//# string-timer -> throws ReferenceError: setTimeout is not defined
setTimeout('payload.x = 1', 0);

//# regexp-constructor-code -> harmless
new RegExp('a').constructor('b');

//# clr-namespace -> throws ReferenceError: System is not defined
System.IO.File.ReadAllText('/etc/passwd');

//# import-namespace -> throws ReferenceError: importNamespace is not defined
importNamespace('System');

//# get-type -> throws TypeError: Property 'GetType' of object is not a function
answer.GetType().Assembly.FullName;

//# get-type-of-payload -> throws TypeError: Property 'GetType' of object is not a function
payload.GetType().Assembly;

//# host-function-has-no-members -> harmless
if (Object.getOwnPropertyNames(answer).some(n => !['length', 'name', 'prototype', 'arguments', 'caller'].includes(n))) caught(Object.getOwnPropertyNames(answer).join());

//# error-of-host-has-no-dotnet -> harmless
try { fail(); } catch (e) { if (/etc|System|Exception| at /.test(String(e) + e.message + JSON.stringify(Object.getOwnPropertyNames(e).map(k => String(e[k]))))) caught(e.stack + JSON.stringify(Object.getOwnPropertyNames(e).map(k => String(e[k])))); }

//# late-error-of-host-has-no-dotnet -> harmless
try { await failLater(); } catch (e) { if (/etc|System\.|Exception/.test(String(e) + e.stack + JSON.stringify(Object.getOwnPropertyNames(e).map(k => String(e[k]))))) caught(String(e.stack)); }

//# refusal-is-a-type-error -> harmless
try { refuse(); caught('no error'); } catch (e) { if (!(e instanceof TypeError) || e.message !== 'not today') caught(String(e)); }

//# private-functions-are-hidden -> harmless
if (typeof $times !== 'undefined' || '$times' in globalThis || typeof host !== 'undefined') caught('visible');

//# private-functions-are-hidden-from-callers -> throws TypeError: 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions
tools.triple(1); if (tools.triple.caller || tools.triple.arguments) caught('visible');

//# error-prepare-stack-trace -> harmless
Error.prepareStackTrace = (e, frames) => { caught(frames); }; try { null.x; } catch (e) { e.stack; }

//# stack-names-no-path -> harmless
try { null.x; } catch (e) { if (/\/|\\|\.cs|\.dll/.test(e.stack.replace(/node \d+/g, ''))) caught(e.stack); }

//# with-statement-unscopables -> harmless
with ({ payload: 1 }) { if (payload !== 1) caught('with'); }

//# proto-of-host-object -> throws TypeError: Cannot read properties of null (reading '__proto__')
c.__proto__.__proto__.__proto__.x;

//# redefine-payload-throws -> throws Error: mine
Object.defineProperty(globalThis, 'payload', { get() { throw new Error('mine'); } });

//# redefine-payload-loops -> limit operations
Object.defineProperty(globalThis, 'payload', { get() { while (true) {} } });

//# redefine-next-loops -> limit operations
next = { toString() { while (true) {} } };

//# payload-with-looping-getter -> limit operations
return { get x() { while (true) {} } };

//# payload-with-looping-to-json -> harmless
return new (class { toJSON() { while (true) {} } })();

//# payload-is-a-looping-proxy -> limit operations
return new Proxy({}, { ownKeys() { while (true) {} } });

//# nested-looping-to-json -> limit operations
payload.a = { toJSON() { while (true) {} } }; answer(payload);

//# thrown-value-with-looping-message -> limit operations
throw { get message() { while (true) {} }, get name() { while (true) {} } };

//# thrown-proxy -> limit operations
throw new Proxy({}, { get() { while (true) {} }, getOwnPropertyDescriptor() { while (true) {} }, getPrototypeOf() { while (true) {} } });

//# thrown-error-with-looping-stack -> limit operations
const e = new Error('x'); Object.defineProperty(e, 'stack', { get() { while (true) {} } }); throw e;

//# thrown-error-with-prototype-getters -> limit operations
Object.defineProperty(Error.prototype, 'message', { get() { while (true) {} } }); throw new Error();

//# rejected-with-looping-message -> limit operations
await Promise.reject({ get message() { while (true) {} } });

//# throw-undefined -> throws undefined
throw undefined;

//# throw-symbol -> throws Symbol
throw Symbol('x');

//# throw-null-proto -> throws
throw Object.create(null);

//# then-on-object-prototype -> harmless
Object.prototype.then = function () { while (true) {} }; return {};

//# promise-prototype-then-replaced -> harmless 1
Promise.prototype.then = function () { throw new Error('x'); }; await later(1); answer(1);

//# poisoned-constructor-of-promise -> harmless
const p = later(1); Object.defineProperty(p, 'constructor', { get() { throw new Error('x'); } }); await p;

//# never-settles -> throws Script 'node 0' awaits something that can never happen.
await new Promise(() => {});

//# never-answered-call -> limit run deadline
await never();

//# endless-microtasks -> limit memory
(function again() { Promise.resolve().then(again); })();

//# endless-after-answer -> limit operations
answer(1); while (true) {}

//# endless-in-rejection-handler -> limit operations
later(1).then(() => { while (true) {} }); await new Promise(() => {});

//# catches-its-own-end -> limit operations
for (;;) { try { while (true) {} } catch (e) { caught(e); } finally { continue; } }

//# catches-memory -> limit memory
const a = []; for (;;) { try { a.push(new Array(1000).fill(a.length)); } catch (e) { caught(e); } }

//# catches-recursion -> limit stack depth
function f() { try { f(); } catch (e) { caught(e); } f(); } f();

//# catches-in-promise-job -> limit operations
Promise.resolve().then(() => { while (true) {} }).catch(caught).finally(caught);

//# getter-after-limit -> limit operations
const o = { get x() { caught('x'); return 1; } }; try { while (true) {} } finally { o.x; }

//# generator-finally-after-limit -> limit operations
function* g() { try { yield 1; } finally { caught('finally'); } } const it = g(); it.next(); while (true) {}

//# blocking-call-in-loop -> limit memory | limit operations | limit run deadline
for (;;) block(1);

//# awaited-calls-in-loop -> limit memory
for (;;) await later(1);

//# unawaited-calls-in-loop -> limit memory
for (;;) later(1);

//# checks-spied-on-by-reflect -> harmless
let real; const { ownKeys } = Reflect;
Reflect.ownKeys = target => { real = target; return ownKeys(target); };
Object.defineProperty = Object.getOwnPropertyDescriptor = Reflect.construct = (target, ...rest) => { real = target; return target; };
Float64Array; if (real) new real(1e9);

//# checks-spied-on-by-accessors -> harmless
let seen; Object.defineProperty(Object.prototype, 'constructor', { set(value) { seen = value; }, get() { return undefined; } });
Set; Uint8Array; if (seen) caught(String(seen));

//# original-behind-a-subclass -> limit memory
class Mine extends Float64Array { }
const Parent = Object.getPrototypeOf(Mine); new Parent(2e9);

//# original-behind-a-checked-function -> harmless
const hidden = Object.getOwnPropertyNames(''.trim).concat(Object.getOwnPropertyNames(Set)).filter(name => !['length', 'name', 'prototype', 'groupBy'].includes(name));
if (hidden.length) caught(hidden.join());
