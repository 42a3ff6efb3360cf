new Set([1]).symmetricDifference({ size: 1, has: Boolean, keys: () => ({ next: Object.prototype.valueOf.bind({ done: false, value: 1 }) }) });
