//! What scripts leave behind for the moments between two nodes, when no script runs and nothing may run one.

//# break-getter-on-the-prototype -> harmless "x"
Object.defineProperty(Object.prototype, 'break', { get() { for (; ;) ; } });
payload.name = 'x';
//--- next node
answer(payload.name);

//# setter-for-a-form-key -> harmless ["name"]
payload.name = 'x';
//--- next node
Object.defineProperty(Object.prototype, 'name', { set() { for (; ;) ; } });
payload = {};
//--- next node
answer(Object.keys(payload));

//# frozen-prototype-with-a-form-key -> harmless "x"
payload.name = 'x';
//--- next node
Object.prototype.name = 'y'; Object.freeze(Object.prototype);
payload = {};
//--- next node
answer(payload.name);

//# break-is-an-object-with-to-string -> harmless "went on"
payload.break = { toString() { for (; ;) ; } };
//--- next node
answer('went on');

//# break-is-a-long-text -> harmless "went on"
let text = 'true'; for (let i = 0; i < 20; i++) text += text;
payload.break = text;
//--- next node
answer('went on');

//# next-is-an-object-with-to-string -> limit operations
next = { toString() { for (; ;) ; } };
//--- next node
answer('went on');

//# to-json-left-in-the-form -> limit operations
payload.a = { toJSON() { for (; ;) ; } };
payload.break = true;

//# to-json-on-the-prototype-left-in-the-form -> limit operations
Object.prototype.toJSON = function () { for (; ;) ; };
payload.a = { b: 1 };
payload.break = true;

//# proxy-left-in-the-form -> limit operations
payload.a = new Proxy({}, { ownKeys() { for (; ;) ; }, get() { for (; ;) ; } });
payload.break = true;

//# getter-left-in-the-form -> limit operations
payload.a = { get b() { for (; ;) ; } };
payload.break = true;

//# one-text-under-many-keys-of-the-form -> limit size of session nflow_form
const text = 'x'.repeat(3_000_000);
for (let i = 0; i < 500; i++) payload[`key ${i}`] = text;
payload.break = true;

//# one-object-under-many-keys-of-the-form -> limit size of session nflow_form
const part = { text: 'x'.repeat(3_000_000) };
for (let i = 0; i < 500; i++) payload[`key ${i}`] = part;
payload.break = true;

//# many-keys-in-the-form -> limit memory | limit size of session nflow_form
for (let i = 0; i < 200_000; i++) payload[`key ${i}`] = i;
payload.break = true;

//# keys-dropped-and-found-again -> harmless 100000
for (let i = 0; i < 100_000; i++) payload[`key ${i}`] = i;
//--- next node
payload = {};
//--- next node
answer(Object.keys(payload).length);

//# deep-value-left-in-the-form -> throws RangeError: JSON is nested deeper than 64 levels, or contains itself
for (let i = 0; i < 20_000; i++) payload.deep = { inner: payload.deep };
payload.break = true;

//# payload-with-a-prototype-of-its-own -> harmless {"a":1}
payload = Object.create({ get break() { for (; ;) ; } });
payload.a = 1;
//--- next node
answer(payload);

//# payload-without-prototype -> harmless {"a":1}
payload = Object.create(null);
payload.a = 1;
//--- next node
answer(payload);

//# payload-is-the-global-object -> throws TypeError: Cyclic reference detected.
payload = globalThis;
//--- next node
answer('went on');

//# payload-is-a-host-object -> harmless "went on"
payload = Object.getPrototypeOf(globalThis);
//--- next node
answer('went on');

//# promise-job-that-outlives-its-node -> limit operations
later(1).then(() => { for (; ;) ; });
payload.a = 1;
//--- next node
answer('went on');

//# main-replaced-by-a-loop -> throws TypeError: Cannot redefine property: main
function main() { Object.defineProperty(globalThis, 'main', { get() { for (; ;) ; } }); }
//--- next node
function main() { answer('went on'); }

//# operations-spent-node-by-node -> limit operations
for (let i = 0; i < 900_000; i++) payload.n = i;
//--- next node
for (let i = 0; i < 900_000; i++) payload.n = i;
//--- next node
for (let i = 0; i < 900_000; i++) payload.n = i;

//# memory-spent-node-by-node -> limit memory
payload.a = Array.from({ length: 500_000 }, (_, i) => `a${i}`).length;
//--- next node
payload.b = Array.from({ length: 500_000 }, (_, i) => `b${i}`).length;

//# text-prototype-hidden-before-hardening -> throws RangeError: Invalid string length
real = String.prototype; String = { prototype: Object.create(real) };
//--- next node
'x'.repeat(3e8);

//# constructor-of-texts-replaced-by-nothing -> throws RangeError: Invalid string length
String = undefined;
//--- next node
'x'.repeat(3e8);

//# iterator-replaced-before-hardening -> throws TypeError: Property 'toArray' of object is not a function
Iterator = { prototype: {} };
//--- next node
(function* () { for (;;) yield 1; })().toArray();

//# key-of-rest-chosen-by-an-earlier-node -> limit memory
Symbol = () => 'length';
//--- next node
const { ...rest } = Object('x'.repeat(6e6));

//# texts-hidden-before-rest -> limit memory
SP = String.prototype; String = { prototype: {} };
//--- next node
for (const k of Reflect.ownKeys(Object.prototype)) if (typeof k === 'symbol') try { Object.defineProperty(SP, k, { value: 1 }); } catch (e) { } const { ...rest } = Object('x'.repeat(6e6));
