//# async-await-loop -> stopped
(async()=>{ for(;;) await 0; })()

//# async-await-loop-catch -> stopped
(async()=>{ for(;;) { try { await 0; } catch(e) { caught(String(e)) } } })()

//# async-await-cpu-catch -> stopped
(async()=>{ for(;;) { try { await 0; while(true){} } catch(e) { caught(String(e)) } } })()

//# async-fn-swallow -> stopped
(async()=>{ while(true){} })().catch(e=>caught('promise '+e));

//# async-promise-ctor-swallow -> stopped
new Promise(()=>{ while(true){} }).catch(e=>caught('promise '+e));

//# async-gen-swallow -> stopped
async function* g(){ try { while(true){} yield 1 } catch(e) { caught('gen '+e) } finally { caught('genfin') } } g().next().catch(e=>caught('p '+e));

//# async-mem-swallow -> stopped
(async()=>{ const a=[]; for(;;) a.push('x'.repeat(1000)+a.length); })().catch(e=>caught('promise '+e));

//# async-never -> stopped
(async()=>{ await new Promise(()=>{}); })()

//# iter-close-swallow -> stopped
const o={[Symbol.iterator](){ return {next(){ return {done:false,value:1}}, return(){ caught('return called'); return {} }} }}; for(const x of o){ while(true){} }

//# gen-finally-swallow -> stopped
function* g(){ try { while(true) yield 1 } finally { caught('genfinally') } } for(const x of g()) { while(true){} }

//# using-dispose-swallow -> stopped
{ using x = { [Symbol.dispose]() { caught('disposed'); } };
while(true){} }

//# array-fromasync -> stopped
Array.fromAsync((function*(){for(;;) yield 1})()).catch(e=>caught('p '+e))

//# arr-swallow-continue -> stopped
for(let i=0;i<5;i++) { try { new Array(2e6) } catch(e) { caught(i+String(e)) } }

