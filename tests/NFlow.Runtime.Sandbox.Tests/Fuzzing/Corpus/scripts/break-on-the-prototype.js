Object.defineProperty(Object.prototype, 'break', { get() { for (; ;) ; } });
