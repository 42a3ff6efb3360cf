//# pollute-object-prototype -> harmless
Object.prototype.polluted = 1; Object.prototype.toJSON = () => 'x';

//# pollute-array-prototype -> harmless
Array.prototype.map = () => 'x'; Array.prototype[Symbol.iterator] = null; Array.prototype.push = null;

//# pollute-string-prototype -> harmless
String.prototype.replace = () => 'x'; String.prototype.trim = null;

//# pollute-function-prototype -> harmless
Function.prototype.call = Function.prototype.apply = null;

//# pollute-promise -> harmless
Promise.resolve = Promise.prototype.then = null;

//# pollute-json -> harmless
JSON.stringify = () => 'x'; JSON.parse = () => 'x';

//# pollute-globals -> harmless
globalThis.leaked = 1; leakedToo = 2; undefinedThing = 3; Math = null; Object = null;

//# pollute-host -> harmless
answer = null; globalThis.later = null; delete globalThis.block; Object.getPrototypeOf(globalThis).answer = null;

//# pollute-host-prototype -> harmless
Object.getPrototypeOf(globalThis).leaked = 1; for (const k of Object.keys(Object.getPrototypeOf(globalThis))) { try { Object.getPrototypeOf(globalThis)[k] = null; } catch (e) {} }

//# pollute-host-function -> harmless
answer.leaked = 1; Object.getPrototypeOf(answer).leaked = 2;

//# freeze-everything -> harmless
for (const k of Object.getOwnPropertyNames(globalThis)) { const v = globalThis[k]; if (v && typeof v !== 'string') { try { Object.freeze(v); if (v.prototype) Object.freeze(v.prototype); } catch (e) {} } } Object.freeze(globalThis);

//# seal-global -> harmless
Object.preventExtensions(globalThis);

//# global-setters -> harmless
for (const k of ['payload', 'next', 'main', 'leaked']) { try { Object.defineProperty(globalThis, k, { configurable: false, get() { return 'x'; }, set() {} }); } catch (e) {} }

//# proto-of-global -> harmless
Object.setPrototypeOf(globalThis, { answer: 1, leaked: 1 });

//# symbol-registry -> harmless
Symbol.for('leaked').description; globalThis[Symbol.for('leaked')] = 1;

//# regexp-statics -> harmless
/(secret)/.exec('secret'); if (RegExp.$1 === 'nothing') caught('x');

//# template-object-cache -> harmless
function tag(s) { try { s.leaked = 1; s.raw.leaked = 1; } catch (e) {} return s; } tag`a`;

//# override-mistake-error-name -> harmless
const e = new Error('x'); e.name = 'Mine'; if (String(e) !== 'Mine: x') caught(String(e));

//# override-mistake-to-string -> harmless
const o = {}; o.toString = () => 'mine'; if (`${o}` !== 'mine') caught(`${o}`);

//# own-prototypes-may-be-patched -> harmless
String.prototype.shout = function () { return this.toUpperCase() + '!'; }; Array.prototype.last = function () { return this[this.length - 1]; }; if ('a'.shout() !== 'A!' || [1, 2].last() !== 2) caught('patch');

//# date-locale -> harmless
new Date(2020, 1, 1).toLocaleString(); Date.prototype.leaked = 1;

//# iterator-prototype -> harmless
Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())).leaked = 1; Object.getPrototypeOf([][Symbol.iterator]()).next = null;

//# generator-prototype -> harmless
Object.getPrototypeOf(function* () {}).prototype.next = null;
