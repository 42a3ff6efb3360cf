function* g() { try { yield 1; } finally { caught('finally'); } } const down = () => down() + 1; for (const x of g()) down();
