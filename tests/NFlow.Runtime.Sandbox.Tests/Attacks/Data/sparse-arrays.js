//# arraylike-indexof -> stopped
Array.prototype.indexOf.call({length:2**53-1}, 1)

//# arraylike-join -> stopped
Array.prototype.join.call({length:2**31}, 'ab')

//# arraylike-sort -> stopped
Array.prototype.sort.call({length:2**53-1})

//# arraylike-unshift -> stopped
Array.prototype.unshift.call({length:2**40}, 1)

//# arraylike-slice -> stopped
Array.prototype.slice.call({length:2**32-1})

//# arraylike-copywithin -> stopped
Array.prototype.copyWithin.call({length:2**40},0,1)

//# arraylike-tosorted -> stopped
Array.prototype.toSorted.call({length:2**32-1})

//# arraylike-toreversed -> stopped
Array.prototype.toReversed.call({length:2**32-1})

//# arraylike-with -> stopped
Array.prototype.with.call({length:2**32-1},0,0)

//# arraylike-flat -> stopped
Array.prototype.flat.call({length:2**53-1})

//# sparse-foreach -> stopped
var a=[]; a.length=4294967295; a.forEach(x=>x)

//# sparse-reverse -> stopped
var a=[]; a.length=4294967295; a.reverse()

//# sparse-shift -> stopped
var a=[]; a.length=4294967295; a.shift()

//# sparse-unshift -> stopped
var a=[]; a.length=4294967290; a.unshift(1)

//# sparse-splice -> stopped
var a=[]; a.length=4294967290; a.splice(0,1)

//# sparse-includes -> stopped
var a=[]; a.length=4294967290; a.includes(3)

//# sparse-copywithin -> stopped
var a=[]; a.length=4294967290; a.copyWithin(1,0)

//# sparse-tospliced -> stopped
var a=[]; a.length=4294967290; a.toSpliced(0,1)

//# sparse-stringify -> stopped
var a=[]; a.length=4294967290;
JSON.stringify(a)

//# sparse-apply -> stopped
var a=[]; a.length=4294967290; Math.max.apply(null,a)

