try { console.log({ toString() { return /^(x+x+)+y$/.test('x'.repeat(50)); } }); } catch (e) { } answer('went on');
