using NFlow.Runtime.Sandbox.Tests.Attacks;
using NFlow.Runtime.Sandbox.Tests.Fuzzing;
using NFlow.Runtime.Sandbox.Tests.Workers;

return args switch
{
    [AttackSuite.ChildArgument] => await AttackChild.RunAsync(),
    [HostileWorker.Argument, var mischief] => HostileWorker.Run(mischief),
    ["fuzz", .. var options] => await FuzzCommand.RunAsync(options),
    _ => 1,
};
