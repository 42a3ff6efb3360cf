//# deep-array-literal -> error
let x = «[×5000»«]×5000»;

//# deep-parentheses -> error
let x = «(×5000»1«)×5000»;

//# deep-object-literal -> error
let x = «{a:×3000»1«}×3000»;

//# deep-functions -> error
«function f(){×3000»«}×3000»

//# deep-arrows -> error
let f = «()=>×5000»1;

//# deep-unary -> error
let x = «- ×5000»1;

//# deep-new -> error
let x = «new ×5000»Date();

//# deep-ternary -> error
let x = «1?×5000»1«:2×5000»;

//# deep-blocks -> error
«{×5000»«}×5000»

//# deep-if -> error
«if(1)×5000»;

//# deep-while-label -> error
«a: {×3000»«}×3000»

//# deep-template -> error
let x = «`${×2000»1«}`×2000»;

//# deep-member-chain -> error
let x = payload«.a×20000»;

//# deep-call-chain -> error
let x = payload«()×20000»;

//# deep-plus-chain -> error
let x = 1«+1×30000»;

//# deep-string-plus-chain -> error
let x = ''«+'a'×20000»;

//# deep-assignment-chain -> error
let x; «x=×20000»1;

//# deep-comma-chain -> ends
let x = (0«,1×30000»);

//# deep-destructuring -> error
let «[×3000»x«]×3000» = 1;

//# deep-class -> error
«class A { static b = ×1500»1«}×1500»;

//# deep-generator-yield -> error
function* g() { «yield ×5000»1; }

//# deep-await -> error
async function f() { «await ×5000»1; }

//# deep-optional-chain -> error
let x = payload«?.a×20000»;

//# many-lets -> ends
«{let a,b,c,d,e,f,g,h}×4000»

//# long-let-list -> ends
var «q,×60000»z;

//# huge-string -> error
let x = '«x×140000»';

//# regex-literal-deep -> error|ends
let r = /«(×5000»a«)×5000»/;

//# closes-the-wrapper -> error
})();(function(){

//# closes-the-async-wrapper -> error
await 1; })(this);(async function(){

//# strict-octal -> error
'use strict'; let x = 010;

//# html-comment -> error
<!-- a comment of long ago

//# unterminated -> error
function main() { /* 

//# deep-switch -> error
«switch(1){case 1:×1500»«}×1500»

//# deep-try -> error
«try{×1500»«}finally{}×1500»

//# deep-computed-keys -> error
let x = «{[×1500»1«]:1}×1500»;

//# deep-parameters -> error
«(function(a=×1500»1«){})×1500»

//# deep-spread -> error
let x = «[...×3000»1«]×3000»;

//# deep-exponent -> error
let x = 1«**1×20000»;

//# deep-nullish -> error
let x = 1«??1×20000»;

//# deep-in-for -> error
«for(;;)×5000»;

//# many-arguments -> ends
Math.max(1«,1×40000»);

//# many-array-elements -> ends
let x = [1«,1×60000»];

//# deep-import -> error
import('x');

//# bigint-literal -> error
let x = 1n;

//# invalid-escape -> error
let x = '\u{110000}';
