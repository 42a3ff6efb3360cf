//# simple -> stopped
var f=()=>f(); f();

//# nontail -> stopped
var f=(n)=>f(n+1)+1; f(0);

//# fresh-closures -> stopped
const Y = (n) => { const g = (m) => Y(m+1)+1; return g(n)+1; }; Y(0);

//# generated-fns -> stopped
function mk(){ return (k) => { const h = mk(); return h(k+1)+1; } } mk()(0);

//# tojson -> stopped
const o={toJSON(){ return JSON.stringify(o); }};
JSON.stringify(o);

//# replacer -> stopped
function r(k,v){ return JSON.stringify({a:1}, r); } JSON.stringify({a:1}, r);

//# reviver -> stopped
function r(k,v){ return JSON.parse('[1]', r); } JSON.parse('[1]', r);

//# bind-chain -> stopped
let f=function(){return 1}; for(let i=0;i<100000;i++) f=f.bind(null); f();

//# bind-chain-new -> stopped
let f=function(){}; for(let i=0;i<100000;i++) f=f.bind(null); new f();

//# bind-instanceof -> stopped
let f=function(){}; for(let i=0;i<100000;i++) f=f.bind(null); ({}) instanceof f;

//# getter -> stopped
const o={get x(){return this.x}}; o.x;

//# setter -> stopped
const o={set x(v){this.x=v}}; o.x=1;

//# valueof -> stopped
const o={valueOf(){return +o}}; +o;

//# toprimitive -> stopped
const o={[Symbol.toPrimitive](){return `${o}`}}; `${o}`;

//# arrayfrom -> stopped
const o={[Symbol.iterator](){ return Array.from(o)[Symbol.iterator](); }}; Array.from(o);

//# spread-iter -> stopped
const o={[Symbol.iterator](){ return [...o][Symbol.iterator](); }}; [...o];

//# replace -> stopped
function f(){ return 'a'.replace(/a/, f); } f();

//# replace-str -> stopped
function f(){ return 'a'.replace('a', f); } f();

//# map -> stopped
function f(){ return [1].map(f); } f();

//# reduce -> stopped
function f(){ return [1,2].reduce(f); } f();

//# apply -> stopped
function f(){ return f.apply(null, []) + 1; } f();

//# call -> stopped
function f(){ return f.call(null) + 1; } f();

//# class-extends -> stopped
let C = class {}; for (let i=0;i<20000;i++) { C = class extends C {}; } new C();

//# default-param -> stopped
function f(x = f()) {} f();

//# generator-delegate -> stopped
function* g(){ yield* g(); } g().next();

//# generator-chain -> stopped
function* b(){ while(true) yield 1; } function* w(x){ yield* x; } let g=b(); for(let i=0;i<50000;i++) g=w(g); g.next();

//# async -> stopped
async function f(){ await f(); } f();

//# thenable -> stopped
const t={then(r){ r(t); }}; Promise.resolve(t);

//# tagged -> stopped
function f(){ return f`x`+1; } f();

//# hasinstance -> stopped
const o={[Symbol.hasInstance](x){ return x instanceof o; }}; ({}) instanceof o;

//# species -> stopped
class A extends Array { static get [Symbol.species]() { return new A(1).map(x=>x) && A; } } new A(1).map(x=>x);

//# flat -> stopped
let a=[]; for(let i=0;i<100000;i++) a=[a]; a.flat(Infinity);

//# stringify-indent -> stopped
let a={}; for(let i=0;i<20000;i++) a={a}; JSON.stringify(a,null,10);

//# json-parse-balanced -> stopped
JSON.parse('['.repeat(100000)+']'.repeat(100000));

//# json-reviver -> stopped
let a=[]; for(let i=0;i<100000;i++) a=[a]; JSON.parse('[1]', function(k,v){ if(k==='0') {this[1]=a;} return v; });

//# promise-chain-resolve -> stopped
let p=Promise.resolve(); for(let i=0;i<100000;i++) p=p.then(()=>p0); var p0=Promise.resolve(); 1

//# promise-nested -> stopped
let p=new Promise(()=>{}); for(let i=0;i<100000;i++) { const q=p; p=new Promise(r=>r(q)); } 1

//# error-cause -> stopped
let e=new Error('x'); for(let i=0;i<100000;i++) e=new Error('y',{cause:e}); throw e;

//# regexp-nested-group -> stopped
new RegExp('('.repeat(50000)+'a'+')'.repeat(50000)).test('a');

//# regexp-alt -> stopped
new RegExp('a|'.repeat(100000)).test('b');

//# regexp-lookahead -> stopped
new RegExp('(?='.repeat(20000)+'a'+')'.repeat(20000)).test('a');

//# destructure -> stopped
let s='['.repeat(5000)+'x'+']'.repeat(5000); 1

//# structuredclone -> stopped
typeof structuredClone

//# with-symbol-iter-close -> stopped
const o={[Symbol.iterator](){ return {next(){return {done:false}}, return(){ const [a]=o; return {}; }} }}; const [a]=o;

//# swallow-continue -> stopped
function f(n){ return f(n+1)+1 } for(let i=0;i<5;i++) { try { f(0) } catch(e) { caught(i+String(e)) } }

