using NFlow.Runtime.Sandbox.Tests.Attacks;
using NFlow.Runtime.Sandbox.Tests.Fuzzing;
using NFlow.Runtime.Sandbox.Tests.Workers;

return args switch
{
    [AttackSuite.ChildArgument] => await AttackChild.RunAsync(),
    [HostileWorker.Argument, var mischief] => HostileWorker.Run(mischief),
    ["fuzz", .. var options] => await FuzzCommand.RunAsync(options),
    [ConfinementProbe.Argument, var file, var port, var process] => ConfinementProbe.Run(file, port, process),
    _ => 1,
};
