//! Loops that never end by themselves. Operations are counted by the statement, so each must end by that count.

//# empty-while -> limit operations
while (1 === 1) { }

//# for-without-parts -> limit operations
for (; ;) ;

//# do-while-counting -> limit operations
let steps = 0;
do { steps += 1; } while (steps > 0);

//# condition-with-comma -> limit operations
for (let turn = 0; turn++, 'always'; ) { payload.turn = 1; }

//# for-of-own-array -> harmless
const queue = [0];
for (const item of queue) { queue.pop(); queue.push(item); }

//# for-in-forever -> limit memory
for (; ;) for (const key in { one: 1, two: 2 }) payload[key] = key;

//# labelled-continue -> limit operations
outer: for (; ;) {
  inner: while (true) { continue outer; }
}

//# switch-that-continues -> limit operations
while (true) switch (payload.kind) { default: continue; }

//# tail-of-closures -> limit operations
const tick = () => { payload.ticks = (payload.ticks || 0) + 1; };
for (; ;) tick();

//# caught-inside-a-loop -> limit operations
while (true) {
  try { while (true) payload.x = 1; } catch (problem) { caught(`catch: ${problem}`); }
}

//# second-loop-in-finally -> limit operations
function spin() {
  try { for (; ;) ; } finally { caught('finally'); for (; ;) ; }
}
spin();

//# finally-throws-something-else -> limit operations
const hide = () => { try { for (; ;) ; } finally { throw new TypeError('nothing to see'); } };
try { hide(); } catch (other) { caught(other.message); }

//# finally-returns -> limit operations
const survive = () => { try { for (; ;) ; } finally { return 'alive'; } };
caught(survive());

//# break-out-of-finally -> limit operations
escape: try { for (; ;) ; } finally { break escape; }
caught('after');

//# getter-as-condition -> limit operations
const endless = { get more() { return true; } };
while (endless.more) ;

//# proxy-as-condition -> limit operations
const always = new Proxy({}, { has: () => true });
while ('anything' in always) ;

//# iterator-of-its-own -> limit memory
const naturals = { [Symbol.iterator]() { let n = 0; return { next: () => ({ value: n++, done: false }) }; } };
for (const n of naturals) payload.n = n;

//# with-statement -> limit operations
with ({ go: true }) { while (go) ; }

//# sequence-of-blocks -> limit operations
for (; ;) { { { { ; } } } }
