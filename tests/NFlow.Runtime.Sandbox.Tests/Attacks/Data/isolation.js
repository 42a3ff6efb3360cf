//# pollute-object-prototype -> ends
Object.prototype.polluted = 1; Object.prototype.toJSON = () => 'x';

//# pollute-array-prototype -> ends
Array.prototype.map = () => 'x'; Array.prototype[Symbol.iterator] = null; Array.prototype.push = null;

//# pollute-string-prototype -> ends
String.prototype.replace = () => 'x'; String.prototype.trim = null;

//# pollute-function-prototype -> ends
Function.prototype.call = Function.prototype.apply = null;

//# pollute-promise -> ends
Promise.resolve = Promise.prototype.then = null;

//# pollute-json -> ends
JSON.stringify = () => 'x'; JSON.parse = () => 'x';

//# pollute-globals -> ends
globalThis.leaked = 1; leakedToo = 2; undefinedThing = 3; Math = null; Object = null;

//# pollute-host -> ends
answer = null; globalThis.later = null; delete globalThis.block; Object.getPrototypeOf(globalThis).answer = null;

//# pollute-host-prototype -> ends
Object.getPrototypeOf(globalThis).leaked = 1; for (const k of Object.keys(Object.getPrototypeOf(globalThis))) { try { Object.getPrototypeOf(globalThis)[k] = null; } catch (e) {} }

//# pollute-host-function -> ends
answer.leaked = 1; Object.getPrototypeOf(answer).leaked = 2;

//# freeze-everything -> ends
for (const k of Object.getOwnPropertyNames(globalThis)) { const v = globalThis[k]; if (v && typeof v !== 'string') { try { Object.freeze(v); if (v.prototype) Object.freeze(v.prototype); } catch (e) {} } } Object.freeze(globalThis);

//# seal-global -> ends
Object.preventExtensions(globalThis);

//# global-setters -> ends
for (const k of ['payload', 'next', 'main', 'leaked']) { try { Object.defineProperty(globalThis, k, { configurable: false, get() { return 'x'; }, set() {} }); } catch (e) {} }

//# proto-of-global -> ends
Object.setPrototypeOf(globalThis, { answer: 1, leaked: 1 });

//# symbol-registry -> ends
Symbol.for('leaked').description; globalThis[Symbol.for('leaked')] = 1;

//# regexp-statics -> ends
/(secret)/.exec('secret'); if (RegExp.$1 === 'nothing') caught('x');

//# template-object-cache -> ends
function tag(s) { try { s.leaked = 1; s.raw.leaked = 1; } catch (e) {} return s; } tag`a`;

//# override-mistake-error-name -> ends
const e = new Error('x'); e.name = 'Mine'; if (String(e) !== 'Mine: x') caught(String(e));

//# override-mistake-to-string -> ends
const o = {}; o.toString = () => 'mine'; if (`${o}` !== 'mine') caught(`${o}`);

//# own-prototypes-may-be-patched -> ends
String.prototype.shout = function () { return this.toUpperCase() + '!'; }; Array.prototype.last = function () { return this[this.length - 1]; }; if ('a'.shout() !== 'A!' || [1, 2].last() !== 2) caught('patch');

//# date-locale -> ends
new Date(2020, 1, 1).toLocaleString(); Date.prototype.leaked = 1;

//# iterator-prototype -> ends
Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())).leaked = 1; Object.getPrototypeOf([][Symbol.iterator]()).next = null;

//# generator-prototype -> ends
Object.getPrototypeOf(function* () {}).prototype.next = null;
