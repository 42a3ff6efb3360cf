//! Patterns that backtrack without end, and pattern methods that call back.

//# nested-quantifier -> limit regular expression time
/^(x+x+)+y$/.test('x'.repeat(45));

//# nested-quantifier-with-v -> limit regular expression time
/^(x+x+)+y$/v.test('x'.repeat(45));

//# nested-quantifier-ignoring-case -> limit regular expression time
/^(x+x+)+y$/i.exec('X'.repeat(45));

//# named-group -> limit regular expression time
/^(?<run>x+)+$/.test(`${'x'.repeat(45)}!`);

//# alternatives-that-overlap -> limit regular expression time
/^(?:x|x|xx)+$/.test(`${'x'.repeat(60)}!`);

//# back-reference -> limit regular expression time
/^(x*)\1*\1*\1*\1*y$/.test('x'.repeat(3_000));

//# look-ahead -> limit regular expression time
/^(?=(x+)+y)/.test('x'.repeat(45));

//# look-behind -> harmless
/(?<=^(x+)+)y/.test(`${'x'.repeat(45)}y!`.replace('y', 'z') + 'y');

//# split -> limit regular expression time
`${'x'.repeat(45)}!`.split(/(x+)+$/);

//# replace -> limit regular expression time
`${'x'.repeat(45)}!`.replace(/(x+)+$/, '-');

//# match-all -> limit regular expression time
[...`${'x'.repeat(45)}!`.matchAll(/(x+)+$/g)];

//# search -> limit regular expression time
`${'x'.repeat(45)}!`.search(/(x+)+$/);

//# polynomial -> harmless
/x*x*x*x*x*x*x*y/.test('x'.repeat(6_000));

//# caught-in-a-loop -> limit regular expression time
for (let attempt = 0; attempt < 500; attempt++) {
  try { /(x+)+$/.test(`${'x'.repeat(45)}!`); } catch (problem) { caught(String(problem)); }
}

//# made-at-run-time -> harmless
new RegExp('(?:' + 'x?'.repeat(40) + ')' + 'x'.repeat(40)).test('x'.repeat(40));

//# repeated-counts -> harmless
new RegExp('(?:x{1,999}){1,999}y').test('z');

//# counts-of-counts -> limit regular expression time
new RegExp('(((x{0,90}){0,90}){0,90})$').test(`${'x'.repeat(90)}!`);

//# many-matches -> limit memory
'x'.repeat(8_000_000).match(/x/g).length;

//# many-small-matches-again-and-again -> limit memory
const text = 'x '.repeat(50_000);
for (; ;) text.match(/x/g);

//# exec-that-never-ends -> limit operations
const pattern = /x/g;
pattern.exec = () => ({ 0: '', index: 0 });
'xyz'.replace(pattern, '');

//# built-in-as-exec -> limit operations
const found = { 0: 'x', index: 0, length: 1 };
const pattern = /x/g;
pattern.exec = Object.prototype.valueOf.bind(found);
'xyz'.match(pattern);

//# deep-groups -> harmless
new RegExp('(?:'.repeat(30_000) + 'x' + ')'.repeat(30_000)).test('x');

//# deep-look-aheads -> harmless // takes 15 s
new RegExp('(?!'.repeat(15_000) + 'x' + ')'.repeat(15_000)).test('x');

//# many-alternatives -> harmless
new RegExp('ab|'.repeat(90_000)).test('c');

//# large-class -> harmless
new RegExp('[' + Array.from({ length: 60_000 }, (_, i) => String.fromCharCode(256 + i)).join('').replace(/[\\\]^-]/g, '') + ']+$', 'u').test('x'.repeat(1_000));

//# groups-without-end-when-split -> limit memory
const pattern = /x/;
pattern.constructor = { [Symbol.species]: function () { return { exec: () => ({ length: 4e9 }), lastIndex: 1 }; } };
'x'.repeat(900).split(pattern);

//# groups-without-end-when-replaced -> limit memory
const pattern = /x/g;
let left = 3;
pattern.exec = () => left-- > 0 ? { length: 3e7, index: 0, 0: '' } : null;
'xyz'.replace(pattern, '-');

//# groups-without-end-by-the-prototype -> limit memory
RegExp.prototype.exec = () => ({ length: 2 ** 53, index: 0, 0: 'x' });
'xyz'.replace(/x/, '-');

//# matches-of-an-object-that-is-no-pattern -> limit operations
RegExp.prototype[Symbol.match].call({ flags: 'g', exec: Object.prototype.valueOf.bind({ 0: '', length: 1 }) }, 'x');

//# groups-without-end-of-an-object-that-is-no-pattern -> limit memory
RegExp.prototype[Symbol.replace].call({ flags: '', exec: Object.prototype.valueOf.bind({ 0: '', length: 1e9, index: 0 }) }, 'x', 'y');

//# search-by-an-object-that-is-no-pattern -> harmless 7
answer(RegExp.prototype[Symbol.search].call({ exec: Object.prototype.valueOf.bind({ index: 7 }) }, 'x'));
