//# yield-star-chain -> limit stack depth
function* base() { while (true) yield 1; }
function* wrap(inner) { yield* inner; }
let chain = base();
for (let i = 0; i < 20000; i++) chain = wrap(chain);
chain.next();

//# yield-star-chain-return -> harmless
function* base() { try { while (true) yield 1; } finally { payload.x = 1; } }
function* wrap(inner) { yield* inner; }
let chain = base();
for (let i = 0; i < 5000; i++) chain = wrap(chain);
chain.return(1);

//# yield-star-chain-600-then-loop -> limit stack depth
function* base() { yield 1; while (true) {} }
function* wrap(inner) { yield* inner; }
let chain = base();
for (let i = 0; i < 600; i++) chain = wrap(chain);
chain.next();
chain.next();

//# for-of-chain -> limit stack depth
function* base() { while (true) yield 1; }
function* wrap(inner) { for (const x of inner) yield x; }
let chain = base();
for (let i = 0; i < 20000; i++) chain = wrap(chain);
chain.next();

//# destructuring-chain -> limit stack depth
function* base() { while (true) yield 1; }
function* wrap(inner) { const [x] = inner; yield x; }
let chain = base();
for (let i = 0; i < 20000; i++) chain = wrap(chain);
chain.next();

//# spread-chain -> limit stack depth
function* base() { while (true) yield 1; }
function* wrap(inner) { yield* [...inner]; }
let chain = base();
for (let i = 0; i < 20000; i++) chain = wrap(chain);
chain.next();

//# async-yield-star-chain -> limit stack depth
async function* base() { while (true) yield 1; }
async function* wrap(inner) { yield* inner; }
let chain = base();
for (let i = 0; i < 20000; i++) chain = wrap(chain);
await chain.next();

//# throw-through-chain -> limit stack depth
function* base() { yield 1; }
function* wrap(inner) { try { yield* inner; } finally { yield 2; } }
let chain = base();
for (let i = 0; i < 3000; i++) chain = wrap(chain);
chain.next();
chain.throw(new Error('x'));

//# nested-destructuring-unwind-600 -> limit stack depth
let depth = 0;
const it = { [Symbol.iterator]() { return { next() { if (depth++ < 600) { const [a] = it; return { value: a, done: false }; } while (true) {} } }; } };
const [first] = it;

//# generator-recursion-by-next -> limit stack depth
function* g() { const inner = g(); inner.next(); yield 1; }
g().next();

//# generator-next-bound -> harmless | throws RangeError: Maximum call stack size exceeded | limit stack depth
function* g() { while (true) yield 1; }
let f = g().next.bind(g());
for (let i = 0; i < 50000; i++) f = f.bind(null);
f();
