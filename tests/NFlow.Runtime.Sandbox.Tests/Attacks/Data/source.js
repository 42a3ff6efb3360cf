//# deep-array-literal -> refused SyntaxError: script 'node 0' is nested too deeply
let x = «[×5000»«]×5000»;

//# deep-parentheses -> refused SyntaxError: script 'node 0' is nested too deeply
let x = «(×5000»1«)×5000»;

//# deep-object-literal -> refused SyntaxError: script 'node 0' is nested too deeply
let x = «{a:×3000»1«}×3000»;

//# deep-functions -> refused SyntaxError: script 'node 0' is nested too deeply
«function f(){×3000»«}×3000»

//# deep-arrows -> refused SyntaxError: script 'node 0' is nested too deeply
let f = «()=>×5000»1;

//# deep-unary -> refused SyntaxError: script 'node 0' is nested too deeply
let x = «- ×5000»1;

//# deep-new -> refused SyntaxError: script 'node 0' is nested too deeply
let x = «new ×5000»Date();

//# deep-ternary -> refused SyntaxError: script 'node 0' is nested too deeply
let x = «1?×5000»1«:2×5000»;

//# deep-blocks -> refused SyntaxError: script 'node 0' is nested too deeply
«{×5000»«}×5000»

//# deep-if -> refused SyntaxError: script 'node 0' is nested too deeply
«if(1)×5000»;

//# deep-while-label -> refused SyntaxError: Label 'a' has already been declared
«a: {×3000»«}×3000»

//# deep-template -> refused SyntaxError: script 'node 0' is nested too deeply
let x = «`${×2000»1«}`×2000»;

//# deep-member-chain -> refused SyntaxError: nested deeper than 256 levels
let x = payload«.a×20000»;

//# deep-call-chain -> refused SyntaxError: nested deeper than 256 levels
let x = payload«()×20000»;

//# deep-plus-chain -> refused SyntaxError: nested deeper than 256 levels
let x = 1«+1×30000»;

//# deep-string-plus-chain -> refused SyntaxError: nested deeper than 256 levels
let x = ''«+'a'×20000»;

//# deep-assignment-chain -> refused SyntaxError: script 'node 0' is nested too deeply
let x; «x=×20000»1;

//# deep-comma-chain -> harmless
let x = (0«,1×30000»);

//# deep-destructuring -> refused SyntaxError: script 'node 0' is nested too deeply
let «[×3000»x«]×3000» = 1;

//# deep-class -> refused SyntaxError: script 'node 0' is nested too deeply
«class A { static b = ×1500»1«}×1500»;

//# deep-generator-yield -> refused SyntaxError: script 'node 0' is nested too deeply
function* g() { «yield ×5000»1; }

//# deep-await -> refused SyntaxError: script 'node 0' is nested too deeply
async function f() { «await ×5000»1; }

//# deep-optional-chain -> refused SyntaxError: nested deeper than 256 levels
let x = payload«?.a×20000»;

//# many-lets -> harmless
«{let a,b,c,d,e,f,g,h}×4000»

//# long-let-list -> harmless
var «q,×60000»z;

//# huge-string -> refused Script 'node 0' has 140,011 characters; at most 131,072 are allowed
let x = '«x×140000»';

//# regex-literal-deep -> harmless
let r = /«(×5000»a«)×5000»/;

//# closes-the-wrapper -> refused SyntaxError: Unexpected token '}'
})();(function(){

//# closes-the-async-wrapper -> refused SyntaxError: Unexpected token '}'
await 1; })(this);(async function(){

//# strict-octal -> refused SyntaxError: Octal literals are not allowed in strict mode
'use strict'; let x = 010;

//# html-comment -> refused Script 'node 0' defines no function main() and has no statements to run
<!-- a comment of long ago

//# unterminated -> refused SyntaxError: Invalid or unexpected token
function main() { /*

//# deep-switch -> refused SyntaxError: nested deeper than 256 levels
«switch(1){case 1:×1500»«}×1500»

//# deep-try -> refused SyntaxError: script 'node 0' is nested too deeply
«try{×1500»«}finally{}×1500»

//# deep-computed-keys -> refused SyntaxError: script 'node 0' is nested too deeply
let x = «{[×1500»1«]:1}×1500»;

//# deep-parameters -> refused SyntaxError: script 'node 0' is nested too deeply
«(function(a=×1500»1«){})×1500»

//# deep-spread -> refused SyntaxError: script 'node 0' is nested too deeply
let x = «[...×3000»1«]×3000»;

//# deep-exponent -> refused SyntaxError: script 'node 0' is nested too deeply
let x = 1«**1×20000»;

//# deep-nullish -> refused SyntaxError: nested deeper than 256 levels
let x = 1«??1×20000»;

//# deep-in-for -> refused SyntaxError: script 'node 0' is nested too deeply
«for(;;)×5000»;

//# many-arguments -> harmless
Math.max(1«,1×40000»);

//# many-array-elements -> harmless
let x = [1«,1×60000»];

//# deep-import -> refused SyntaxError: import() is not supported
import('x');

//# bigint-literal -> refused SyntaxError: BigInt literals are not supported
let x = 1n;

//# invalid-escape -> refused SyntaxError: Undefined Unicode code-point
let x = '\u{110000}';
