let f = Boolean; for (let i = 0; i < 20000; i++) f = Array.from.bind(Array, [1], f); f();
