//! Integers without bound: one multiplication can take minutes. They do not exist: literals are refused when a script is compiled, and nothing else makes one.

//# literal-power-of-two -> refused SyntaxError: BigInt literals are not supported
payload.size = 2n ** (2n ** 26n);

//# literal-power -> refused SyntaxError: BigInt literals are not supported
payload.size = 7n ** 9_000_000n;

//# literal-shift -> refused SyntaxError: BigInt literals are not supported
payload.size = 5n << 2147483000n;

//# literal-squaring -> refused SyntaxError: BigInt literals are not supported
let big = 11n;
while (true) big *= big;

//# literal-squaring-40-times -> refused SyntaxError: BigInt literals are not supported
let big = 11n;
for (let round = 0; round < 40; round++) big *= big;

//# literal-to-text -> refused SyntaxError: BigInt literals are not supported
`${7n ** 2_000_000n}`.length;

//# literal-remainder -> refused SyntaxError: BigInt literals are not supported
const [left, right] = [(7n << 8_000_000n) + 1n, (5n << 4_000_000n) - 1n];
left % right;

//# literal-remainder-in-a-loop -> refused SyntaxError: BigInt literals are not supported
const [left, right] = [(7n << 900_000n) + 1n, (5n << 400_000n) - 1n];
for (let i = 0; i < 999_999; i++) left % right;

//# literal-as-key -> refused SyntaxError: BigInt literals are not supported
const table = { 1n: 'one' };

//# literal-in-an-unused-function -> refused SyntaxError: BigInt literals are not supported
function never() { return 0x10n; }
payload.done = 1;

//# from-long-text -> throws TypeError: Property 'BigInt' of object is not a function
BigInt('7'.repeat(4_000_000));

//# from-number -> throws TypeError: Property 'BigInt' of object is not a function
globalThis['Big' + 'Int'](9);

//# as-unsigned -> throws TypeError: Cannot read property 'asUintN' of undefined
BigInt.asUintN(Number.MAX_SAFE_INTEGER, -1);

//# from-typed-array -> throws TypeError: BigInt64Array is not a constructor
const cells = new BigInt64Array(1);
cells[0] * cells[0];

//# from-typed-array-of-arrays -> throws TypeError: Value is not a constructor
Object.getPrototypeOf(Int8Array).from.call(BigUint64Array, [1]);

//# from-data-view -> throws TypeError: DataView is not a constructor
new DataView(new ArrayBuffer(8)).getBigInt64(0);

//# from-to-big-int-of-temporal -> throws TypeError: Cannot read property 'Now' of undefined
Temporal.Now.instant().epochNanoseconds;
