//# shadowrealm -> stopped
const s=new ShadowRealm(); s.evaluate('var f=()=>f()+1; f()')

//# shadowrealm-nested -> stopped
let s='1';
const r=new ShadowRealm(); r.evaluate('1+1')

//# eval -> stopped
function f(){ return eval('f()')+1 } f();

//# function -> stopped
var f=Function('return f()+1'); f();

