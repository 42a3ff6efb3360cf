'x'.repeat(8e6).match(/x/g);
