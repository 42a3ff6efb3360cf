//# proxy-chain-has -> stopped
let p={}; for(let i=0;i<100000;i++) p=new Proxy(p,{}); 'x' in p;

//# proxy-chain-set -> stopped
let p={}; for(let i=0;i<100000;i++) p=new Proxy(p,{}); p.x=1;

//# proxy-chain-ownkeys -> stopped
let p={}; for(let i=0;i<100000;i++) p=new Proxy(p,{}); Object.keys(p);

//# proxy-chain-call -> stopped
let p=function(){}; for(let i=0;i<100000;i++) p=new Proxy(p,{}); p();

//# proxy-chain-new -> stopped
let p=function(){}; for(let i=0;i<100000;i++) p=new Proxy(p,{}); new p();

//# proxy-chain-def -> stopped
let p={}; for(let i=0;i<100000;i++) p=new Proxy(p,{}); Object.defineProperty(p,'a',{value:1});

//# proxy-chain-del -> stopped
let p={}; for(let i=0;i<100000;i++) p=new Proxy(p,{}); delete p.a;

//# proxy-chain-gopd -> stopped
let p={}; for(let i=0;i<100000;i++) p=new Proxy(p,{}); Object.getOwnPropertyDescriptor(p,'a');

//# proxy-chain-isarray -> stopped
let p=[]; for(let i=0;i<100000;i++) p=new Proxy(p,{}); Array.isArray(p);

//# proxy-getproto -> stopped
let p={}; for(let i=0;i<100000;i++) p=new Proxy(p,{}); ({}) instanceof Object; p instanceof Array;

//# getter-proto-proxy-native -> stopped
const p=new Proxy({}, Reflect); for(let i=0;i<1e7;i++) p.x;

