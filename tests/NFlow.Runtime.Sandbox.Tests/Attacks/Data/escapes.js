//# function-constructor -> error
Function('return 1')();

//# function-constructor-by-prototype -> error
(function () {}).constructor('return 1')();

//# async-function-constructor -> error
(async function () {}).constructor('return 1')();

//# generator-function-constructor -> error
(function* () {}).constructor('yield 1')();

//# async-generator-function-constructor -> error
(async function* () {}).constructor('yield 1')();

//# arrow-constructor -> error
(() => 1).constructor('return 1')();

//# class-constructor -> error
(class {}).constructor('return 1')();

//# reflect-construct-function -> error
Reflect.construct(Object.getPrototypeOf(function () {}).constructor, ['return 1'])();

//# subclass-of-function -> error
class F extends (function () {}).constructor {}
new F('return 1')();

//# host-function-constructor -> error
answer.constructor('return 1')();

//# direct-eval -> error
eval('1');

//# indirect-eval -> error
(0, eval)('1');

//# aliased-eval -> error
const e = globalThis['ev' + 'al']; e('1');

//# eval-by-descriptor -> error
Object.getOwnPropertyDescriptor(globalThis, 'eval').value('1');

//# shadow-realm -> error
new ShadowRealm().evaluate('1');

//# string-timer -> error
setTimeout('payload.x = 1', 0);

//# regexp-constructor-code -> ends
new RegExp('a').constructor('b');

//# clr-namespace -> error
System.IO.File.ReadAllText('/etc/passwd');

//# import-namespace -> error
importNamespace('System');

//# get-type -> error
answer.GetType().Assembly.FullName;

//# get-type-of-payload -> error
payload.GetType().Assembly;

//# host-function-has-no-members -> ends
if (Object.getOwnPropertyNames(answer).some(n => !['length', 'name', 'prototype', 'arguments', 'caller'].includes(n))) caught(Object.getOwnPropertyNames(answer).join());

//# error-of-host-has-no-dotnet -> ends
try { fail(); } catch (e) { if (/etc|System|Exception| at /.test(String(e) + e.message + JSON.stringify(Object.getOwnPropertyNames(e).map(k => String(e[k]))))) caught(e.stack + JSON.stringify(Object.getOwnPropertyNames(e).map(k => String(e[k])))); }

//# late-error-of-host-has-no-dotnet -> ends
try { await failLater(); } catch (e) { if (/etc|System\.|Exception/.test(String(e) + e.stack + JSON.stringify(Object.getOwnPropertyNames(e).map(k => String(e[k]))))) caught(String(e.stack)); }

//# refusal-is-a-type-error -> ends
try { refuse(); caught('no error'); } catch (e) { if (!(e instanceof TypeError) || e.message !== 'not today') caught(String(e)); }

//# private-functions-are-hidden -> ends
if (typeof $times !== 'undefined' || '$times' in globalThis || typeof host !== 'undefined') caught('visible');

//# private-functions-are-hidden-from-callers -> error
tools.triple(1); if (tools.triple.caller || tools.triple.arguments) caught('visible');

//# error-prepare-stack-trace -> ends
Error.prepareStackTrace = (e, frames) => { caught(frames); }; try { null.x; } catch (e) { e.stack; }

//# stack-names-no-path -> ends
try { null.x; } catch (e) { if (/\/|\\|\.cs|\.dll/.test(e.stack.replace(/node \d+/g, ''))) caught(e.stack); }

//# with-statement-unscopables -> ends
with ({ payload: 1 }) { if (payload !== 1) caught('with'); }

//# proto-of-host-object -> error
c.__proto__.__proto__.__proto__.x;

//# redefine-payload-throws -> error
Object.defineProperty(globalThis, 'payload', { get() { throw new Error('mine'); } });

//# redefine-payload-loops -> stopped
Object.defineProperty(globalThis, 'payload', { get() { while (true) {} } });

//# redefine-next-loops -> stopped
next = { toString() { while (true) {} } };

//# payload-with-looping-getter -> stopped
return { get x() { while (true) {} } };

//# payload-with-looping-to-json -> stopped
return new (class { toJSON() { while (true) {} } })();

//# payload-is-a-looping-proxy -> stopped
return new Proxy({}, { ownKeys() { while (true) {} } });

//# nested-looping-to-json -> stopped
payload.a = { toJSON() { while (true) {} } }; answer(payload);

//# thrown-value-with-looping-message -> operations
throw { get message() { while (true) {} }, get name() { while (true) {} } };

//# thrown-proxy -> operations
throw new Proxy({}, { get() { while (true) {} }, getOwnPropertyDescriptor() { while (true) {} }, getPrototypeOf() { while (true) {} } });

//# thrown-error-with-looping-stack -> operations
const e = new Error('x'); Object.defineProperty(e, 'stack', { get() { while (true) {} } }); throw e;

//# thrown-error-with-prototype-getters -> operations
Object.defineProperty(Error.prototype, 'message', { get() { while (true) {} } }); throw new Error();

//# rejected-with-looping-message -> operations
await Promise.reject({ get message() { while (true) {} } });

//# throw-undefined -> error
throw undefined;

//# throw-symbol -> error
throw Symbol('x');

//# throw-null-proto -> error
throw Object.create(null);

//# then-on-object-prototype -> stopped
Object.prototype.then = function () { while (true) {} }; return {};

//# promise-prototype-then-replaced -> ends
Promise.prototype.then = function () { throw new Error('x'); }; await later(1); answer(1);

//# poisoned-constructor-of-promise -> ends|error
const p = later(1); Object.defineProperty(p, 'constructor', { get() { throw new Error('x'); } }); await p;

//# never-settles -> error
await new Promise(() => {});

//# never-answered-call -> stopped
await never();

//# endless-microtasks -> stopped
(function again() { Promise.resolve().then(again); })();

//# endless-after-answer -> stopped
answer(1); while (true) {}

//# endless-in-rejection-handler -> stopped
later(1).then(() => { while (true) {} }); await new Promise(() => {});

//# catches-its-own-end -> stopped
for (;;) { try { while (true) {} } catch (e) { caught(e); } finally { continue; } }

//# catches-memory -> stopped
const a = []; for (;;) { try { a.push(new Array(1000).fill(a.length)); } catch (e) { caught(e); } }

//# catches-recursion -> stopped
function f() { try { f(); } catch (e) { caught(e); } f(); } f();

//# catches-in-promise-job -> stopped
Promise.resolve().then(() => { while (true) {} }).catch(caught).finally(caught); 

//# getter-after-limit -> stopped
const o = { get x() { caught('x'); return 1; } }; try { while (true) {} } finally { o.x; }

//# generator-finally-after-limit -> stopped
function* g() { try { yield 1; } finally { caught('finally'); } } const it = g(); it.next(); while (true) {}

//# blocking-call-in-loop -> stopped
for (;;) block(1);

//# awaited-calls-in-loop -> stopped
for (;;) await later(1);

//# unawaited-calls-in-loop -> stopped
for (;;) later(1);
