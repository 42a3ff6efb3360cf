new WeakMap({ [Symbol.iterator]: () => ({ next: Object.prototype.valueOf.bind({ done: false, value: [{}, 1] }) }) });
