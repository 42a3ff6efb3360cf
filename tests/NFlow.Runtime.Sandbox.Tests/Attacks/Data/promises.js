//! Work in promise jobs and async functions, which Jint runs after the script itself, and attempts to go on there after a limit.

//# await-in-a-loop -> limit operations
async function pump() { while (true) await null; }
pump();

//# await-in-a-loop-of-main -> limit operations
while (true) await undefined;

//# await-and-catch -> limit operations
(async function () {
  while (true) {
    try { await 'tick'; } catch (problem) { caught(`catch: ${problem}`); }
  }
})();

//# loop-after-await-and-catch -> limit operations
(async function () {
  while (true) {
    try { await 'tick'; for (; ;) ; } catch (problem) { caught(`catch: ${problem}`); }
  }
})();

//# rejection-handler-of-async-function -> limit operations
const busy = async () => { for (; ;) ; };
busy().catch(problem => caught(`handler: ${problem}`));

//# rejection-handler-of-executor -> limit operations
new Promise(function () { for (; ;) ; }).then(() => caught('resolved'), problem => caught(`handler: ${problem}`));

//# finally-of-a-promise -> limit operations
Promise.resolve().then(() => { for (; ;) ; }).finally(() => caught('finally'));

//# all-settled-of-a-loop -> limit operations
const spin = async () => { for (; ;) ; };
const results = await Promise.allSettled([spin()]);
caught(JSON.stringify(results));

//# async-generator-with-finally -> limit operations
async function* stream() {
  try { for (; ;) ; yield 'never'; } catch (problem) { caught(`catch: ${problem}`); } finally { caught('finally'); }
}
stream().next().then(() => caught('value'), problem => caught(`handler: ${problem}`));

//# async-generator-for-await -> limit memory
async function* forever() { for (; ;) yield payload; }
for await (const value of forever()) payload.seen = 1;

//# memory-in-an-async-function -> limit memory
const hoard = async () => { const kept = []; for (; ;) kept.push(`${kept.length}`.padEnd(900, '.')); };
hoard().catch(problem => caught(`handler: ${problem}`));

//# memory-kept-across-awaits -> limit memory
const kept = [];
for (; ;) { kept.push(new Array(500).fill(kept.length)); await later(1); }

//# awaits-what-never-comes -> throws Script 'node 0' awaits something that can never happen.
const silent = new Promise(() => { });
await silent;

//# detached-wait -> harmless
(async () => { await new Promise(() => { }); caught('woke'); })();

//# iterator-return-after-a-limit -> limit operations
const source = {
  [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 0 }), return() { caught('return'); return { done: true }; } }),
};
for (const item of source) { for (; ;) ; }

//# generator-closed-by-a-limit -> limit operations
const numbers = (function* () { try { while (true) yield 7; } finally { caught('closed'); } })();
for (const n of numbers) for (; ;) ;

//# disposal-after-a-limit -> limit operations
{
  using file = { [Symbol.dispose]() { caught('disposed'); } };
  for (; ;) ;
}

//# from-async-endless -> limit memory
const endless = function* () { while (true) yield 0; };
Array.fromAsync(endless()).then(() => caught('array'), problem => caught(`handler: ${problem}`));

//# refused-arrays-one-after-another -> limit array length
for (let attempt = 1; attempt <= 4; attempt++) {
  try { new Array(3_000_000); } catch (problem) { caught(`${attempt}: ${problem}`); }
}

//# thenable-that-loops -> limit operations
await { then() { for (; ;) ; } };

//# thenable-that-resolves-itself -> limit memory
const again = { then(resolve) { resolve(again); } };
await again;

//# unhandled-rejections-forever -> limit memory
for (; ;) Promise.reject(new Error('ignored'));
