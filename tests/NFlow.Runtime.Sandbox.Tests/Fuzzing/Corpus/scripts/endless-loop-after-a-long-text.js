payload = [...[`${Object('x'.repeat(6e6))}${require('url')}`], (b).padEnd([1,2,3])];
(((function* () { yield g; yield* 'x'; })()).all((s).replace(new Set([1, 2])), (new URL('http://a/b?c=d')).max(true))).promisify = (({ a: /(?<p>x)?(?<q>x)?(y)?(z)?/g, get b() { return c1; }, toString() { return globalThis; }, [Symbol.iterator]() { return RegExp; } })).repeat([...Array.prototype], ({ ...{ then(r) { r(this); } } }));
while (true) { ((async () => Array(9e5).fill(1))())?.__proto__; }
a = ((Array(1e5)).reduceRight([])).splice((function* () { yield a; yield* c.Response(); })());
throw (class extends ((({ toString() { return this; } })).resolve(({ size: 1, has: Boolean, keys: Object }))) { x = (new Uint8Array(8)).hypot(b); });
