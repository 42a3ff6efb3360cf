//! Proxies of proxies: each operation on the outermost one recurses natively through all of them.

//# has -> harmless false | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = {};
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
answer('key' in wrapped);

//# get -> harmless null | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = {};
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
answer(wrapped.key);

//# set -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = {};
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
wrapped.key = 'value';

//# own-keys -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = {};
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
Reflect.ownKeys(wrapped);

//# call -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = () => 1;
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
wrapped();

//# construct -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let Wrapped = class { };
for (let layer = 0; layer < 80_000; layer++) Wrapped = new Proxy(Wrapped, {});
new Wrapped();

//# define-property -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = {};
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
Reflect.defineProperty(wrapped, 'key', { value: 0 });

//# delete -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = {};
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
Reflect.deleteProperty(wrapped, 'key');

//# property-descriptor -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = {};
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
Reflect.getOwnPropertyDescriptor(wrapped, 'key');

//# is-array -> harmless true | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = [];
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
answer(Array.isArray(wrapped));

//# instance-of -> harmless false | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = {};
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
answer(wrapped instanceof Map);

//# prevent-extensions -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = {};
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
Object.freeze(wrapped);

//# handlers-of-handlers -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let handler = {};
for (let layer = 0; layer < 5_000; layer++) handler = new Proxy({}, handler);
new Proxy({}, handler).key;

//# json-of-layers -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = { a: 1 };
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
JSON.stringify(wrapped);

//# reflect-as-handler -> limit operations
const mirror = new Proxy({}, Reflect);
for (let i = 0; i < 20_000_000; i++) mirror.key;

//# answered-as-json -> harmless {"a":1} | throws RangeError: Maximum call stack size exceeded | limit stack depth
let wrapped = { a: 1 };
for (let layer = 0; layer < 80_000; layer++) wrapped = new Proxy(wrapped, {});
answer(wrapped);
