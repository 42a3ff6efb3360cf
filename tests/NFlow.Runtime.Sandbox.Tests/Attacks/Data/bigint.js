//# bigint-pow27 -> stopped
var x=2n**(2n**27n); 1

//# bigint-pow-3 -> stopped
var x=3n**10000000n; 1

//# bigint-shift31 -> stopped
var x=1n<<2147483647n; 1

//# bigint-mul -> stopped
var x=3n; for(;;) x=x*x;

//# bigint-tostring -> stopped
var x=(1n<<(2n**22n)); String(x).length

//# bigint-parse -> stopped
BigInt('9'.repeat(5000000)); 1

//# bigint-asuint53 -> stopped
var x=BigInt.asUintN(2**53-1, -1n); 1

//# bigint-mod -> stopped
var a=(1n<<(2n**23n))-1n, b=(1n<<(2n**22n))-3n; a%b; 1

//# bigint-modpow -> stopped
var x=3n; for(let i=0;i<40;i++) x=x*x; 1

//# bigint-div-loop -> stopped
var a=(1n<<1000000n)-1n,b=(1n<<500000n)-3n; for(let i=0;i<1e6;i++) a%b;

