//# regex-match-g -> stopped
'a'.repeat(2**23).match(/a/g).length

//# regex -> stopped
/(a+)+$/.test('a'.repeat(40)+'b')

//# regex-vflag -> stopped
/(a+)+$/v.test('a'.repeat(40)+'b')

//# regex-named -> stopped
/(?<x>a+)+$/.test('a'.repeat(40)+'b')

//# regex-split -> stopped
('a'.repeat(40)+'b').split(/(a+)+$/)

//# regex-replace -> stopped
('a'.repeat(40)+'b').replace(/(a+)+$/,'')

//# regex-poly -> stopped
/a*a*a*a*a*a*b/.test('a'.repeat(5000))

//# regex-loop-catch -> stopped
for(let i=0;i<1000;i++){ try { /(a+)+$/.test('a'.repeat(40)+'b'); } catch(e) { caught(String(e)); } }

//# regex-compile -> stopped
new RegExp('(?:a{1,1000}){1,1000}').test('b')

//# regex-quant -> stopped
new RegExp('((a{0,100}){0,100}){0,100}$').test('a'.repeat(100)+'b')

//# regexp-sticky-exec-loop -> stopped
const r=/(?:)/g; r.exec=()=>({0:'',index:0});
try { 'abc'.replace(r,'') } catch(e) { throw e }

//# regexp-match-native -> stopped
const m={0:'x',index:0,length:1};
const r=/a/g; r.exec=Object.prototype.valueOf.bind(m); 'abc'.match(r)

