//# realm-that-recurses -> throws TypeError: ShadowRealm is not a constructor
new ShadowRealm().evaluate('function down() { return down(); } down()');

//# realm-with-a-callback -> throws TypeError: ShadowRealm is not a constructor
const outside = () => answer(1);
new ShadowRealm().evaluate('callback => callback()')(outside);

//# eval-of-itself -> throws TypeError: String compilation has been disabled in engine options
const again = () => eval('again()');
again();

//# function-of-text-that-recurses -> throws TypeError: String compilation has been disabled in engine options
globalThis.again = new Function('n', 'return again(n + 1)');
again(0);
