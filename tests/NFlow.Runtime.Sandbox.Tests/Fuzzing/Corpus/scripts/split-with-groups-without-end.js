const r = /x/; r.constructor = { [Symbol.species]: function () { return { exec() { return { length: 1e9 }; }, lastIndex: 1 }; } }; 'x'.repeat(1000).split(r);
