using NFlow.Runtime.Sandbox.Tests.Attacks;

return args is [AttackSuite.ChildArgument] ? await AttackChild.RunAsync() : 1;
