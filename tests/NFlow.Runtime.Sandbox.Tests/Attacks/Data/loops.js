//# while -> stopped
while(true){}

//# for-trycatch -> stopped
for(;;){try{ while(true){} }catch(e){caught(String(e))} finally { }}

//# finally-loop -> stopped
function f(){ try { while(true){} } finally { while(true){} } } f();

//# do-expr -> stopped
var i=0; do i++;
while(i>=0)

//# comma-loop -> stopped
for(var i=0; i++, true; );

//# label -> stopped
a: for(;;) { b: for(;;) { continue a; } }

//# switch -> stopped
for(;;) switch(1){case 1: continue;}

//# throw-in-finally-override -> stopped
function f(){ try { while(true){} } finally { throw new Error('override') } } try { f() } catch(e) { caught('overridden: '+e) }

