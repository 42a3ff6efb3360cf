//# repeat29 -> stopped
var s='a'.repeat(2**29); s.length

//# doubling-concat -> stopped
var s='aaaaaaaaaa'; for(;;) s=s.concat(s);

//# replaceall-big -> stopped
'a'.repeat(1000000).replaceAll('a','b'.repeat(2000)).length

//# newarray -> stopped
var a=new Array(1e9); a.length

//# newarray-32 -> stopped
var a=new Array(2**32-1); a.length

//# array-sparse-idx -> stopped
var a=[]; a[4294967290]=1; a.map(x=>x).length

//# array-spread -> stopped
var a=Array(1e6).fill(1); Math.max(...a,...a,...a,...a,...a,...a,...a,...a)

//# array-from-len -> stopped
Array.from({length:2**32-1})

//# array-apply -> stopped
Array.apply(null,{length:2**31})

//# array-push -> stopped
var a=[]; for(;;) a.push(1);

//# array-flat -> stopped
var a=[1,2,3,4]; for(;;) a=[a,a].flat();

//# array-flatmap -> stopped
var a=[1,2,3,4]; for(;;) a=a.flatMap(x=>[x,x]);

//# fn-bind-length -> stopped
var a=Array(1e6).fill(0); var f=function(){}; for(;;) f=f.bind(null,...a);

//# stringify -> stopped
var a=Array(1000).fill('x'.repeat(100000));
var s=JSON.stringify(a); s.length

//# stringify-shared -> stopped
var a=['xxxxxxxxxx']; for(let i=0;i<40;i++) a=[a,a]; JSON.stringify(a).length

//# stringify-space -> stopped
var a=[1]; for(let i=0;i<25;i++) a=[a,a]; JSON.stringify(a,null,'          ').length

//# padend -> stopped
'x'.padEnd(2**30).length

//# arraybuffer -> stopped
new ArrayBuffer(2**31)

//# arraybuffer-loop -> stopped
var k=[]; for(;;) k.push(new ArrayBuffer(2**24));

//# arraybuffer-resizable -> stopped
var b=new ArrayBuffer(8,{maxByteLength:2**31-1}); b.resize(2**30)

//# sab -> stopped
new SharedArrayBuffer(2**30)

//# sab-growable -> stopped
var b=new SharedArrayBuffer(8,{maxByteLength:2**31-1}); b.grow(2**30)

//# typed -> stopped
new Float64Array(2**28)

//# typed-sort -> stopped
new Float64Array(7e6).map((x,i)=>-i).sort()

//# symbol -> stopped
for(let i=0;;i++) Symbol.for('k'+i);

//# closures -> stopped
var k=[]; for(;;){ let b=new Array(1000).fill(1); k.push(()=>b); }

//# finreg -> stopped
var fr=new FinalizationRegistry(()=>{ while(true){} }); for(let i=0;i<10000;i++) fr.register({}, i); 1

//# string-raw -> stopped
String.raw({raw:{length:2**53-1}})

//# fromcharcode -> stopped
String.fromCharCode.apply(null, new Array(1e7).fill(65)).length

//# matchall -> stopped
[...'a'.repeat(2**22).matchAll(/a/g)].length

//# normalize -> stopped
'\uFDFA'.repeat(2**22).normalize('NFKC').length

//# obj-keys -> stopped
var o={}; for(let i=0;i<1e9;i++) o['k'+i]=i;

//# obj-assign -> stopped
var o={}; for(let i=0;i<1e5;i++) o['k'+i]=i; for(;;) o={...o};

//# error-stack -> stopped
var k=[]; for(;;) k.push(new Error('x'.repeat(1000)));

//# set-union -> stopped
var s=new Set(); for(let i=0;i<1e5;i++) s.add(i); for(;;) s=s.union(new Set([Math.random()]));

//# join-of-shared-strings -> stopped
const s = 'x'.repeat(1e6); Array(1e5).fill(s).join('');

//# join-of-growing-to-string -> stopped
const s = 'x'.repeat(1e6); Array(1e5).fill({ toString() { return s; } }).join('');

//# nested-join -> stopped
const s = 'x'.repeat(1e6); let a = [s]; for (let i = 0; i < 20; i++) a = [a, a]; String(a);

//# template-doubling -> stopped
let s = 'x'; for (;;) s = `${s}${s}`;

//# plus-doubling -> stopped
let s = 'x'; for (;;) s += s;

//# plus-doubling-in-place -> stopped
let s = 'x', t = 'y'; for (;;) { t = s + t; s = t + s; }

//# replace-dollar-growth -> stopped
let s = 'x'.repeat(1000); for (;;) s = s.replace(/x/g, '$&$&');

//# replace-callback-growth -> stopped
let s = 'x'.repeat(1000); for (;;) s = s.replace(/x/g, m => m + m);

//# split-to-characters -> stopped
'x'.repeat(4e6).split('');

//# keys-of-long-string -> stopped
Object.keys('x'.repeat(4e6)).length;

//# spread-long-string -> stopped
[...'x'.repeat(4e6)];

//# uint8-1e9 -> stopped
new Uint8Array(1e9).fill(1);

//# uint8-through-species -> stopped
const a = new Uint8Array(8); a.constructor = Object.getPrototypeOf(Uint8Array); new (Object.getPrototypeOf(a).constructor)(1e9);

//# array-buffer-by-reflect -> stopped
Reflect.construct(ArrayBuffer, [1e9], Uint8Array);

//# array-buffer-subclass -> stopped
class B extends ArrayBuffer {} new B(1e9);

//# typed-array-from-length -> stopped
Uint8Array.from({ length: 2 ** 27 });

//# typed-array-of-array-like -> stopped
new Float64Array({ length: 2 ** 27 });

//# typed-array-loop -> stopped
const k = []; for (;;) k.push(new Uint8Array(1e6));

//# object-with-many-getters -> stopped
const o = {}; for (let i = 0; ; i++) Object.defineProperty(o, 'k' + i, { get() { return i; } });

//# map-growth -> stopped
const m = new Map(); for (let i = 0; ; i++) m.set(i, [i]);

//# promise-growth -> stopped
const k = []; for (;;) k.push(new Promise(() => {}));

//# regexp-growth -> stopped
const k = []; for (let i = 0; ; i++) k.push(new RegExp('a{' + i + '}'));

//# response-too-large -> stopped
const s = 'x'.repeat(1e6); answer(Array(40).fill(s));

//# payload-too-large -> stopped
return { a: Array(40).fill('x'.repeat(1e6)) };

//# memory-across-awaits -> stopped
const k = []; for (;;) { k.push(Array(1000).fill(0)); await later(1); }
