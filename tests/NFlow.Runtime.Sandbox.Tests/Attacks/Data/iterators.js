//# iter-toarray -> stopped
Iterator.from({next(){return {value:1,done:false}}}).toArray()

//# native-iter-bound -> stopped
const r={done:false,value:1}; const nx=Object.bind; const it={[Symbol.iterator](){return this}, next: Object.prototype.valueOf.bind(r)}; for(const x of it);

//# native-iter-set -> stopped
const r={done:false,value:1};
const it={[Symbol.iterator](){return this}, next: Object.prototype.valueOf.bind(r)};
new Set(it)

//# native-iter-every -> stopped
const r={done:false,value:1};
const it={[Symbol.iterator](){return this}, next: Object.prototype.valueOf.bind(r)}; Iterator.prototype.every.call(it, Boolean)

//# native-iter-spreadcall -> stopped
const r={done:false,value:1};
const it={[Symbol.iterator](){return this}, next: Object.prototype.valueOf.bind(r)}; Math.max(...it)

//# native-iter-destr -> stopped
const r={done:false,value:1};
const it={[Symbol.iterator](){return this}, next: Object.prototype.valueOf.bind(r)}; const [...x]=it;

//# native-iter-drop -> stopped
const r={done:false,value:1};
const it={[Symbol.iterator](){return this}, next: Object.prototype.valueOf.bind(r)}; Iterator.prototype.drop.call(it, Infinity).next()

